/// What an evaluator is, as it says of itself.
public struct EvaluatorHello: Codable, Hashable, Sendable {
    /// The version of these lines.
    public let `protocol`: Int
    /// The program's version.
    public let version: String
    /// The version of the trainer's numbers: networks of another version are other networks.
    public let numbers: Int
    /// The processor's instruction set that the trainer uses.
    public let instructions: String
    /// The machine's name.
    public let host: String
    /// The process's number there.
    public let process: Int32

    /// What an evaluator is.
    public init(
        protocol version: Int, program: String, numbers: Int, instructions: String, host: String, process: Int32
    ) {
        `protocol` = version
        self.version = program
        self.numbers = numbers
        self.instructions = instructions
        self.host = host
        self.process = process
    }
}
