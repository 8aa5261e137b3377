/// `save session mine.session`, `save network digits.h5`: what there is, in a file.
public struct SaveCommand: Command {
    /// What is saved.
    public let content: SavedContent
    /// The file.
    public let path: String

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "save", topic: .keeping, "save the session or the trained network to a file",
        searchTerms: ["store", "export model", "write", "Keras", "ONNX", "HDF5", "safetensors", "checkpoint"],
        form: .sequence([
            .choice([
                .word("session", "all of it, in one file"),
                .word("network", "the trained network: `.h5` or `.keras` (Keras), `.onnx`, `.safetensors`"),
            ]), .value("path", .writtenPath, "the file"), Replacing.form,
        ]),
        discussion: """
            `session`: settings, genes, population, phase, history, random generator and the network at hand: all in one \
            file. Data are read again from where they were. `network`: the network that `train` gave or `open network` \
            read, with its preprocessing, so that the file takes raw pixels and columns; without an extension it is `.h5`. \
            A file appears whole or not at all; one that is there already, and that this session did not write, is replaced after \
            a yes, or with `replace` in a script. `help networks` tells more.
            """,
        examples: [
            "save session 'mine.session'", "save session 'mine.session' replace", "train fittest epochs 2",
            "save network 'digits.h5'", "save network 'digits.onnx'",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        replaces = Replacing.isWanted(captures)
    }
}

/// What `save` and `open` are about.
public enum SavedContent: Sendable {
    /// Everything.
    case session
    /// The network at hand.
    case network
}

/// `open session mine.session`, `open network digits.h5`: goes on with what a file holds.
public struct OpenCommand: Command {
    /// What is opened.
    public let content: SavedContent
    /// The file.
    public let path: String

    /// Whether what a session runs may run without a question.
    public let isTrusted: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "open", topic: .keeping, "open a saved session, or a network from a file",
        searchTerms: ["import model", "restore", "load model", "load network"],
        form: .sequence([
            .choice([
                .sequence([
                    .word("session", "all of it, in one file"), .value("path", .path, "the file"),
                    .optional(.word("trust", "what the session runs may run; without it you are asked")),
                ]),
                .sequence([
                    .word("network", "a network that was saved here, or dense layers that Keras saved"),
                    .value("path", .path, "the file"),
                ]),
            ])
        ]),
        discussion: """
            `session`: everything is as it was when it was saved; going on gives what the saved session would have given. \
            A session that this memory did not write may come from anybody: ns shows the programs, launchers and shell commands \
            in it and the files outside its folder that it reads, and opens it only after a yes, or with `trust` in a script. Its \
            measurements answer in this session, and never enter the memory. \
            `network`: `score`, `predict`, `train network` and `save network` go on with it; data, genes and population \
            stay. Files of every format that `save network` writes, and chains of dense layers in Keras's `.h5` and \
            `.keras`.
            """,
        examples: [
            "save session 'mine.session'", "open session 'mine.session'", "open session 'mine.session' trust",
            "train fittest epochs 2 save 'digits.keras'; open network 'digits.keras'",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        isTrusted = captures.has("trust")
    }
}

/// `resume 2`: goes on with a session that was kept or interrupted; `resume` lists them.
public struct ResumeCommand: Command {
    /// Which one, the newest being 1; nil for the list, and after a crash for the session that was interrupted.
    public let number: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "resume", topic: .keeping, "list the kept sessions, or continue one",
        searchTerms: ["recover", "recovery", "crash", "continue", "autosave", "interrupted session"],
        form: .optional(.value("number", .integer(1...20), "the number in the list")),
        discussion: """
            An open session saves itself, once a second at the most and whenever work returns; `quit` and Ctrl-D keep it. \
            `resume` lists the last twenty, `resume 2` goes on with one of them, `forget session 2` drops it. After a crash, \
            `resume` alone goes on with the session that was interrupted: from its last whole generation, with every \
            evaluation that was finished.
            """,
        examples: ["resume"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { number = captures.integer("number") }
}

/// `export csv evaluations.csv`: every evaluation as a row; `export program digits.py`: the fittest as a program.
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
    /// Whether it is the fittest network, as a program, in place of the evaluations.
    public let isProgram: Bool
    /// Whether a file that is there already is replaced.
    public let replaces: Bool
    /// The file.
    public let path: String
    /// The table that is written; nil for every evaluation.
    public let table: ShowCommand?

    /// What `show` has as a table.
    private static let tables: [ShowCommand.Subject] = [
        .fittest, .population, .elites, .breeders, .children, .history, .datasets, .network, .workers,
    ]

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "export", topic: .keeping, "write all evaluations, a table, or the fittest network as a program to a file",
        searchTerms: ["CSV", "JSON", "pandas", "dataframe", "log", "Python code", "trials"],
        form: .choice([
            .sequence([
                .choice(Format.allCases.map { .word($0.rawValue, $0.help) }), .value("path", .writtenPath, "the file"),
                .settings([
                    Setting(
                        "of", form: .choice(tables.map { .word($0.rawValue, $0.help) }),
                        "a table of `show`, in place of every evaluation"),
                    Setting("by", .text, "sorts the table's rows by a column, as `show` does"),
                    Setting("reversed", form: .nothing, "sorts in reverse order"),
                    Setting("first", .integer(1...1_000_000_000), "at most N of the table's rows"),
                    Replacing.setting,
                ]),
            ]),
            .sequence([
                .word("program", "the fittest network, as a program in Python for Keras, and its data beside it"),
                .value("path", .writtenPath, "the file"), Replacing.form,
            ]),
        ]),
        discussion: """
            Each row is one evaluation: birth, generation, parents, crossover and mutation, genome, fitness, and the \
            standard deviation of repeated measurements. The last columns, seconds, worker and from_memory, are the \
            only ones that may differ between two runs. `program` writes a small program that builds and trains the \
            fittest network in Keras without ns, and its data as NAME.npz.
            """,
        examples: [
            "export csv 'evaluations.csv'", "export json 'evaluations.json' replace", "export program 'digits.py'",
            "export csv 'best.csv' of population by fitness first 5", "export json 'history.json' of history",
            "export csv 'three.csv' of fittest first 3", "export csv 'worst.csv' of population by fitness reversed",
            "export csv 'layers.csv' of network", "export csv 'known.csv' of datasets",
            "export json 'workers.json' of workers", "strategy evolution", "step 2",
            "export csv 'elites.csv' of elites", "step", "export csv 'breeders.csv' of breeders", "step",
            "export csv 'children.csv' of children",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        format = Format.allCases.first { captures.has($0.rawValue) } ?? .csv
        isProgram = captures.has("program")
        replaces = Replacing.isWanted(captures)
        path = captures.text("path") ?? ""
        let column = captures.has("by") ? captures.text("by") : nil
        let first = captures.integer("first")
        table = Self.tables.first { captures.has($0.rawValue) }.map { subject in
            // `show fittest` alone is a story; of a file, a table is meant.
            ShowCommand(
                subject, count: subject == .fittest ? first ?? 1 : nil, by: column,
                isReversed: captures.has("reversed"), first: first)
        }
        for setting in ["by", "reversed", "first"] where captures.has(setting) && table == nil {
            throw captures.mistake(
                "only a table has rows to choose; name one, for example `of population`", at: setting)
        }
    }
}
