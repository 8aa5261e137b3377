/// A command of the language: its name, its form and the given values.
///
/// A command is one file in `CommandLanguage/Commands` that conforms to this protocol, one file in `SearchCommands`,
/// `ResultCommands` or `Scripts` that executes it, and one line in `Commands.all` in `Commands`. Parsing, completion, help and
/// recording use its grammar.
public protocol Command: Sendable {
    /// Its words, help and examples.
    static var grammar: CommandGrammar { get }

    /// Takes the values that were read for the form.
    ///
    /// - Throws: an error about values that are valid alone but not together.
    init(_ captures: Captures) throws(Diagnostic)
}

/// The description of a command, shared by parsing, completion, help and recording.
public struct CommandGrammar: Sendable {
    /// The groups of commands in `help`, in the order of a session.
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

    /// The role of a command among the commands around it.
    public enum Role: Sendable {
        /// It stands alone.
        case plain
        /// It begins commands that run conditionally, up to `end`: `if`.
        case opensChoice
        /// It begins commands that run for each value, up to `end`: `for`.
        case opensRepetition
        /// It begins the ways of an experiment, up to `end`: `experiment`.
        case opensExperiment
        /// It divides the commands of a block: `else`.
        case divides
        /// It ends a block: `end`.
        case closes
    }

    /// The first word.
    public let name: String
    /// The group in which `help` lists it.
    public let topic: Topic
    /// The purpose, in one line.
    public let summary: String
    /// The form of the words after the first one.
    public let form: Form
    /// A few sentences for its help page.
    public let discussion: String
    /// Lines that work as they are, after the lines before them.
    public let examples: [CommandExample]
    /// Terms of the field that lead to this command in `help`, in addition to the words of its texts.
    public let searchTerms: [String]
    /// The role among the commands around it.
    public let role: Role
    /// Other first words with the same meaning; what is recorded has the name.
    public let synonyms: [String]

    /// Creates a command's description.
    public init(
        _ name: String, topic: Topic, _ summary: String, searchTerms: [String] = [], form: Form = .nothing,
        discussion: String = "", examples: [CommandExample], role: Role = .plain, synonyms: [String] = []
    ) {
        self.name = name
        self.topic = topic
        self.summary = summary
        self.searchTerms = searchTerms
        self.form = form
        self.discussion = discussion
        self.examples = examples
        self.role = role
        self.synonyms = synonyms
    }

    /// The complete form: `evolve [GENERATIONS] [goal X]`.
    public var synopsis: String { form.synopsis.isEmpty ? name : "\(name) \(form.synopsis)" }

    /// The complete form of each alternative, one per line.
    public var synopses: [String] {
        form.alternatives.map { $0.synopsis.isEmpty ? name : "\(name) \($0.synopsis)" }
    }

    /// Returns the description of the forms that begin with this word: `load csv`. Nil if there are none, or if the
    /// command has only one form.
    public func form(beginningWith word: String) -> CommandGrammar? {
        let all = form.alternatives
        let fitting = all.filter { $0.firstWord == word }
        guard all.count > 1, !fitting.isEmpty else { return nil }
        return CommandGrammar(
            name, topic: topic, summary, form: fitting.count == 1 ? fitting[0] : .choice(fitting),
            examples: examples.filter { $0.line.hasPrefix("\(name) \(word)") }, role: role)
    }
}

/// A command with its source text.
public struct ParsedCommand<Parsed: Sendable>: Sendable {
    /// The command, as the parser's table made it.
    public let command: Parsed
    /// The position in the source.
    public let range: Range<Int>
    /// The source.
    public let source: Source
    let words: [PlainWord]
    /// The indices of words that are files to read.
    let readPaths: [Int]

    /// The command in full words.
    public var text: String { CommandWriter.text(of: words) }

    /// Returns the command in full words, as it is recorded, with absolute paths of the files it reads.
    ///
    /// - Parameter located: returns the absolute path of a file named in the command.
    public func recorded(_ located: (String) -> String) -> String {
        var words = words
        for index in readPaths {
            words[index] = PlainWord(text: located(words[index].text), range: words[index].range, isQuoted: true)
        }
        return CommandWriter.text(of: words)
    }

    /// Returns a command that this one executes, such as the `let` of one iteration of a `for`.
    public func executing(_ command: Parsed, words: [String]) -> ParsedCommand {
        ParsedCommand(
            command: command, range: range, source: source,
            words: words.map { PlainWord(text: $0, range: range, isQuoted: false) }, readPaths: [])
    }
}

/// A command within a command, as it was written; it is parsed when it runs.
public struct NestedCommand: Sendable {
    let words: [PlainWord]
    let source: Source
}
