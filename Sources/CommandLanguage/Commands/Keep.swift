/// `save session mine.session`: everything in one file.
public struct SaveCommand: Command {
    /// The file.
    public let path: String

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "save", topic: .keeping, "save the whole session in a file",
        form: .sequence([.word("session", "all of it, in one file"), .value("path", .writtenPath, "the file")]),
        discussion: """
            Settings, genes, population, phase, history, random generator and the network that `train fittest` gave: all \
            in one file, written whole or not at all. Data are read again from where they were.
            """,
        examples: ["save session 'mine.session'"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { path = captures.text("path") ?? "" }
}

/// `open session mine.session`: goes on where a saved session was.
public struct OpenCommand: Command {
    /// The file.
    public let path: String

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "open", topic: .keeping, "go on with a saved session",
        form: .sequence([.word("session", "all of it, in one file"), .value("path", .path, "the file")]),
        discussion:
            "Everything is as it was when it was saved; going on gives what the saved session would have given.",
        examples: ["save session 'mine.session'", "open session 'mine.session'"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { path = captures.text("path") ?? "" }
}

/// `resume`: goes on with the session that was interrupted last.
public struct ResumeCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "resume", topic: .keeping, "go on with the session that was interrupted last",
        discussion: """
            An open session saves itself, once a second at the most and whenever work returns. After a crash it is here: \
            from its last whole generation, with every evaluation that was finished.
            """,
        examples: ["resume"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `export csv evaluations.csv`: every evaluation as a row.
public struct ExportCommand: Command {
    /// How it is written.
    public enum Format: String, CaseIterable, Sendable {
        case csv, json

        var help: String {
            switch self {
            case .csv: "a table of comma-separated values"
            case .json: "an array of objects"
            }
        }
    }

    /// How it is written.
    public let format: Format
    /// The file.
    public let path: String

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "export", topic: .keeping, "write every evaluation to a file",
        form: .sequence([
            .choice(Format.allCases.map { .word($0.rawValue, $0.help) }), .value("path", .writtenPath, "the file"),
        ]),
        discussion: """
            A row an evaluation: birth, generation, parents, what crossover and mutation did, genome, fitness, deviation \
            (of repeated measurements). The last columns, seconds, worker and from_memory, are the only ones that may \
            differ between two runs.
            """,
        examples: ["export csv 'evaluations.csv'", "export json 'evaluations.json'"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        format = Format.allCases.first { captures.has($0.rawValue) } ?? .csv
        path = captures.text("path") ?? ""
    }
}
