/// An evaluator's description of itself.
public struct EvaluatorHello: Codable, Hashable, Sendable {
    /// The version of the protocol.
    public let `protocol`: Int
    /// The version of the program.
    public let version: String
    /// The version of the trainer's numerics: networks trained with another version differ.
    public let numbers: Int
    /// The processor's instruction set that the trainer uses.
    public let instructions: String
    /// The machine's name.
    public let host: String
    /// The process identifier on that machine.
    public let process: Int32

    /// Creates an evaluator's description of itself.
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
