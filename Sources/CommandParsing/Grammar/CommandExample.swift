/// A line that works as it is, with its output if that is the same everywhere.
public struct CommandExample: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The typed line.
    public let line: String
    /// The output of the shell after the examples before it; nil if it depends on the machine or the time, or is too
    /// long.
    public let output: String?

    /// Creates an example with its output.
    public init(_ line: String, prints output: String) {
        self.line = line
        self.output = output
    }

    /// Creates an example without output.
    public init(stringLiteral line: String) {
        self.line = line
        output = nil
    }

    /// The line, followed by its indented output.
    public var lines: [String] {
        [line] + (output ?? "").split(separator: "\n", omittingEmptySubsequences: true).map { "  " + $0 }
    }
}
