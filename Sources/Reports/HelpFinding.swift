/// A line of help that contains the words searched for.
public struct HelpFinding: Codable, Hashable, Sendable {
    /// The command that shows the whole text: `help evolve`.
    public let topic: String
    /// The line, as plain text.
    public let line: String

    package init(topic: String, line: String) {
        self.topic = topic
        self.line = line
    }
}
