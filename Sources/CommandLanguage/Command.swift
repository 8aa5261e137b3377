/// One command of the language: what it is called, what may follow, and the values that were given.
///
/// A command is one file in `Commands/` that conforms to this, one file in Session that executes it, and one line in
/// Session's `Commands.all`; a command of settings is one file in Session. Parsing, completion, help and recording read
/// its grammar.
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
        case variation = "search space"
        case objective = "objective"
        case search = "search"
        case seeing = "results and plots"
        case teaching = "teaching"
        case winner = "trained network"
        case keeping = "files and sessions"
        case scripts = "scripts"
    }

    /// What a command is to the commands around it.
    public enum Role: Sendable {
        /// It stands for itself.
        case plain
        /// Commands follow up to `end`, to be executed or not: `if`.
        case opensChoice
        /// Commands follow up to `end`, to be executed for each value: `for`.
        case opensRepetition
        /// It parts the commands of a block: `else`.
        case divides
        /// It ends a block: `end`.
        case closes
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
    public let examples: [CommandExample]
    /// Terms of the field that lead to this command in `help`, beside the words of its texts.
    public let searchTerms: [String]
    /// What it is to the commands around it.
    public let role: Role

    /// A command's description.
    public init(
        _ name: String, topic: Topic, _ summary: String, searchTerms: [String] = [], form: Form = .nothing,
        discussion: String = "", examples: [CommandExample], role: Role = .plain
    ) {
        self.name = name
        self.topic = topic
        self.summary = summary
        self.searchTerms = searchTerms
        self.form = form
        self.discussion = discussion
        self.examples = examples
        self.role = role
    }

    /// The whole shape: `evolve [GENERATIONS] [goal X]`.
    public var synopsis: String { form.synopsis.isEmpty ? name : "\(name) \(form.synopsis)" }

    /// The shape of each form by itself, one a line.
    public var synopses: [String] {
        form.alternatives.map { $0.synopsis.isEmpty ? name : "\(name) \($0.synopsis)" }
    }

    /// The description of those forms alone whose first word is the given one: `load csv`. Nil where it names none, or
    /// where the command has a single form.
    public func form(beginningWith word: String) -> CommandGrammar? {
        let all = form.alternatives
        let fitting = all.filter { $0.firstWord == word }
        guard all.count > 1, !fitting.isEmpty else { return nil }
        return CommandGrammar(
            name, topic: topic, summary, form: fitting.count == 1 ? fitting[0] : .choice(fitting),
            examples: examples.filter { $0.line.hasPrefix("\(name) \(word)") }, role: role)
    }
}

/// A command with the text that it came from.
public struct ParsedCommand: Sendable {
    /// What to execute.
    public let command: any Command
    /// Where it stands.
    public let range: Range<Int>
    /// What it was read from.
    public let source: Source
    let words: [PlainWord]
    /// The words that are files to be read.
    let readPaths: [Int]

    /// The command in full words.
    public var text: String { CommandWriter.text(of: words) }

    /// The command in full words, as it is recorded: the files that it reads by their whole paths.
    ///
    /// - Parameter located: the whole path of a file as the command names it.
    public func recorded(_ located: (String) -> String) -> String {
        var words = words
        for index in readPaths {
            words[index] = PlainWord(text: located(words[index].text), range: words[index].range, isQuoted: true)
        }
        return CommandWriter.text(of: words)
    }

    /// The `let` that one turn of a `for` is.
    public static func assignment(of name: String, value: String, by loop: ParsedCommand) -> ParsedCommand {
        let texts = ["let", name, value]
        return ParsedCommand(
            command: LetCommand(name: name, value: value), range: loop.range, source: loop.source,
            words: texts.map { PlainWord(text: $0, range: loop.range, isQuoted: false) }, readPaths: [])
    }
}

/// A command within a command, as it was written: it is read when it is to run.
public struct NestedCommand: Sendable {
    let words: [PlainWord]
    let source: Source
}
