/// A line that works as it stands, with what it prints where that is the same everywhere.
public struct CommandExample: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What is typed.
    public let line: String
    /// What the shell prints then, after the examples before it; nil where that depends on the machine or the time, or is
    /// too long to show.
    public let output: String?

    /// A line with what it prints.
    public init(_ line: String, prints output: String) {
        self.line = line
        self.output = output
    }

    /// A line whose output is not shown.
    public init(stringLiteral line: String) {
        self.line = line
        output = nil
    }

    /// The line, and below it what it prints, further to the right.
    public var lines: [String] {
        [line] + (output ?? "").split(separator: "\n", omittingEmptySubsequences: true).map { "  " + $0 }
    }
}
