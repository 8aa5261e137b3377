package import CommandParsing

/// `pause 'Look at it'`: waits for Return.
package struct PauseCommand: Command {
    /// The text to show while waiting.
    package let text: String

    package static let grammar = CommandGrammar(
        "pause", topic: .scripts, "wait for Return at a terminal; elsewhere continue at once",
        searchTerms: ["wait", "sleep", "key press"],
        form: .optional(.value("text", .remainder, "the text to show while waiting")),
        examples: ["pause", "pause 'the next step trains networks'"])

    package init(_ captures: Captures) throws(Diagnostic) { text = captures.text("text") ?? "" }
}
