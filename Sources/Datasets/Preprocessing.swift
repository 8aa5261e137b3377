/// How the numbers of a sample become the inputs of a network: `input = value × factor + shift`, column by column.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// One a column.
    public let factors: [Float]
    /// One a column.
    public let shifts: [Float]

    /// Factors and shifts as they are given, one each a column.
    public init(factors: [Float], shifts: [Float]) {
        precondition(factors.count == shifts.count, "one factor and one shift a column")
        self.factors = factors
        self.shifts = shifts
    }
}
