/// Which samples train, which choose the winner, and which are kept for the end: three lists of rows without a common
/// member.
public struct Split: Codable, Hashable, Sendable {
    /// The rows that networks are trained on.
    public let training: [Int32]
    /// The rows that fitness is measured on.
    public let validation: [Int32]
    /// The rows that only `train fittest` reads; empty where the official test part was made the validation part.
    public let test: [Int32]

    /// Three lists as they are given.
    public init(training: [Int32], validation: [Int32], test: [Int32]) {
        self.training = training
        self.validation = validation
        self.test = test
    }
}
