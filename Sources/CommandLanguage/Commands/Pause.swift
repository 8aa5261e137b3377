/// `pause 'Look at it'`: waits for Return.
public struct PauseCommand: Command {
    /// The text to show while waiting.
    public let text: String

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "pause", topic: .scripts, "wait for Return at a terminal; elsewhere continue at once",
        searchTerms: ["wait", "sleep", "key press"],
        form: .optional(.value("text", .remainder, "the text to show while waiting")),
        examples: ["pause", "pause 'the next step trains networks'"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { text = captures.text("text") ?? "" }
}
