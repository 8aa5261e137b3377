/// One command of the language: what it is called, what may follow, and the values that were given.
///
/// A command is one file in `Commands/` that conforms to this, one line in `Commands.all`, and one file in Session that
/// executes it. Parsing, completion, help and recording read its grammar.
public protocol Command: Sendable {
    /// Its words, help and examples.
    static var grammar: CommandGrammar { get }

    /// Takes the values that were read for the form.
    ///
    /// - Throws: a message about values that fit their types but not one another.
    init(_ captures: Captures) throws(Diagnostic)
}

/// The description of a command that all readers share.
public struct CommandGrammar: Sendable {
    /// Commands that belong together in `help`, in the order of a session.
    public enum Topic: String, CaseIterable, Sendable {
        case data = "data"
        case variation = "what may vary"
        case objective = "what is sought"
        case search = "the search"
        case seeing = "seeing"
        case winner = "the winner"
        case keeping = "keeping"
        case scripts = "scripts"
    }

    /// The first word.
    public let name: String
    /// Where `help` lists it.
    public let topic: Topic
    /// What it is for, in one line.
    public let summary: String
    /// What follows the first word.
    public let form: Form
    /// Some sentences for its page.
    public let discussion: String
    /// Lines that work as they stand, after the lines before them.
    public let examples: [String]

    /// A command's description.
    public init(
        _ name: String, topic: Topic, _ summary: String, form: Form = .nothing, discussion: String = "",
        examples: [String]
    ) {
        self.name = name
        self.topic = topic
        self.summary = summary
        self.form = form
        self.discussion = discussion
        self.examples = examples
    }

    /// The whole shape: `evolve [GENERATIONS] [goal X]`.
    public var synopsis: String { form.synopsis.isEmpty ? name : "\(name) \(form.synopsis)" }
}

/// A command with the text that it came from.
public struct ParsedCommand: Sendable {
    /// What to execute.
    public let command: any Command
    /// The command in full words, as it is recorded.
    public let text: String
    /// Where it stands.
    public let range: Range<Int>
    /// What it was read from.
    public let source: Source
}
