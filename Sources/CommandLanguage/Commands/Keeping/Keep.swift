package import CommandParsing

/// `save session mine.session`, `save network digits.h5`: saves the session or the network to a file.
package struct SaveCommand: Command {
    /// The content to save.
    package let content: SavedContent
    /// The file.
    package let path: String

    /// True if an existing file is replaced.
    package let replaces: Bool

    package static let grammar = CommandGrammar(
        "save", topic: .keeping, "save the session or the trained network to a file",
        searchTerms: ["store", "export model", "write", "Keras", "ONNX", "HDF5", "safetensors", "checkpoint"],
        form: .sequence([
            .choice([
                .word("session", "the whole session, in one file"),
                .word("network", "the trained network: `.h5` or `.keras` (Keras), `.onnx`, `.safetensors`"),
            ]), .value("path", .writtenPath, "the file"), Replacing.form,
        ]),
        discussion: """
            `session`: settings, genes, population, phase, history, random generator and current network, all in one \
            file. Data are read again from their original location. `network`: the network from `train` or `open \
            network`, with its preprocessing, so that the file takes raw pixels and columns; without an extension it \
            is `.h5`. ns writes a file completely or not at all. It asks before it replaces an existing file that \
            this session did not write; in a script, add `replace`. `help networks` has the details.
            """,
        examples: [
            "save session 'mine.session'", "save session 'mine.session' replace", "train fittest epochs 2",
            "save network 'digits.h5'", "save network 'digits.onnx'",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        replaces = Replacing.isWanted(captures)
    }
}

/// The content that `save` writes and `open` reads.
package enum SavedContent: Sendable {
    /// The whole session.
    case session
    /// The current network.
    case network
}

/// `open session mine.session`, `open network digits.h5`: continues with the content of a file.
package struct OpenCommand: Command {
    /// The content to open.
    package let content: SavedContent
    /// The file.
    package let path: String

    /// True if the programs and commands of the session may run without a question.
    package let isTrusted: Bool

    package static let grammar = CommandGrammar(
        "open", topic: .keeping, "open a saved session, or a network from a file",
        searchTerms: ["import model", "restore", "load model", "load network"],
        form: .sequence([
            .choice([
                .sequence([
                    .word("session", "the whole session, in one file"), .value("path", .file(.session), "the file"),
                    .optional(.word("trust", "trusts the programs and commands in the session; otherwise ns asks")),
                ]),
                .sequence([
                    .word("network", "a network saved by ns, or a small network saved by Keras"),
                    .value("path", .file(.network), "the file"),
                ]),
            ])
        ]),
        discussion: """
            `session`: restores everything as it was saved; continuing gives the same result as the saved session \
            would have given. A session that was not saved with your memory file may come from anyone. ns then shows the \
            programs, launchers and shell commands in it, and the files outside its folder that it reads. It opens \
            the session only after you confirm, or with `trust` in a script. Its measurements are valid in this \
            session, but never enter the memory. `network`: makes the network of a file the current one, for \
            `score`, `predict`, `train network` and `save network`; data, genes and population remain. ns reads \
            every format that `save network` writes, and small networks in Keras's `.h5` and `.keras`: \
            `help networks` lists their layers.
            """,
        examples: [
            "save session 'mine.session'", "open session 'mine.session'", "open session 'mine.session' trust",
            "train fittest epochs 2 save 'digits.keras'; open network 'digits.keras'",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        isTrusted = captures.has("trust")
    }
}

/// `resume 2`: continues a recent or interrupted session; `resume` lists them. `resume experiment` continues the
/// experiment of this session.
package struct ResumeCommand: Command {
    /// The number of the session, 1 being the newest; nil to list them or, after a crash, to continue the interrupted
    /// session.
    package let number: Int?
    /// True to run the missing runs of the session's experiment.
    package let isExperiment: Bool

    package static let grammar = CommandGrammar(
        "resume", topic: .keeping, "list recent sessions, or continue one; continue an experiment",
        searchTerms: ["recover", "recovery", "crash", "continue", "autosave", "interrupted session"],
        form: .optional(
            .choice([
                .value("number", .integer(1...20), "the number in the list"),
                .word("experiment", "the missing runs of this session's experiment"),
            ])),
        discussion: """
            ns saves an open session automatically, at most once a second and after each command; `quit` and Ctrl-D \
            keep it. `resume` lists the last twenty sessions, `resume 2` continues one of them, and `forget session \
            2` deletes it. After a crash, `resume` alone continues the interrupted session: from its last complete \
            generation, with every finished evaluation. `resume experiment` runs what is missing in the experiment \
            of this session.
            """,
        examples: [
            "resume",
            "genes clear; gene x in 1..99; maximize x; experiment 'size' seeds 1..6 evolve 2; way '9' population size 9; end",
            "resume experiment",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        number = captures.integer("number")
        isExperiment = captures.has("experiment")
    }
}

/// `export csv evaluations.csv`: writes every evaluation as a row; `export program digits.py`: writes the fittest as
/// a program.
package struct ExportCommand: Command {
    /// The formats of exported tables.
    package enum Format: String, CaseIterable, Sendable {
        case csv, json

        var help: String {
            switch self {
            case .csv: "a table of comma-separated values"
            case .json: "an array of objects"
            }
        }
    }

    /// The format.
    package let format: Format
    /// True to export the fittest network as a program instead of the evaluations.
    package let isProgram: Bool
    /// The answers or the lesson to export; nil for other exports.
    package let teaching: TeachingExport?
    /// True if an existing file is replaced.
    package let replaces: Bool
    /// The file.
    package let path: String
    /// The table to export; nil for all evaluations.
    package let table: ShowCommand?
    /// True to export every generation of an experiment's runs instead of a row for each run.
    package let hasGenerations: Bool

    /// The tables of `show` that can be exported.
    private static let tables: [ShowCommand.Subject] = [
        .fittest, .front, .population, .elites, .breeders, .children, .history, .datasets, .network, .workers,
        .experiment, .columns, .baselines, .mistakes, .confusion, .calibration,
    ]

    private static func form(of table: ShowCommand.Subject) -> Form {
        guard table == .experiment else { return .word(table.rawValue, table.help) }
        return .sequence([
            .word(table.rawValue, "each run of an experiment"),
            .optional(.word("generations", "each generation of each run")),
        ])
    }

    package static let grammar = CommandGrammar(
        "export", topic: .keeping, "write all evaluations, a table, or the fittest network as a program to a file",
        searchTerms: ["CSV", "JSON", "pandas", "dataframe", "log", "Python code", "trials", "handout", "answers"],
        form: .choice(
            [
                .sequence([
                    .choice(Format.allCases.map { .word($0.rawValue, $0.help) }),
                    .value("path", .writtenPath, "the file"),
                    .settings([
                        Setting(
                            "of", form: .choice(tables.map(form)), placeholder: "TABLE",
                            "a table of `show` instead of all evaluations: "
                                + tables.map(\.rawValue).joined(separator: ", ")),
                        Setting("by", .column, "sorts the table's rows by a column, as `show` does"),
                        Setting("reversed", form: .nothing, "sorts in reverse order"),
                        Setting("first", .integer(1...1_000_000_000), "at most N of the table's rows"),
                        Replacing.setting,
                    ]),
                ]),
                .sequence([
                    .word("program", "the fittest network as a Python program for Keras, with its data beside it"),
                    .value("path", .writtenPath, "the file"), Replacing.form,
                ]),
            ] + TeachingExport.forms),
        discussion: """
            Each row is one evaluation: birth, generation, parents, crossover and mutation, genome, fitness, and the \
            standard deviation of repeated measurements. The last columns, seconds, worker and from_memory, are the \
            only ones that may differ between two runs. `program` writes a small program that builds and trains the \
            fittest network in Keras without ns, and its data as NAME.npz. With the path `/dev/stdout`, a table goes to \
            the standard output.

            `worksheet`, `solution` and `page` are made from a lesson, with your seed, and need no search. `answers` has \
            a row for each question that you answered and each guess in a lesson. After `class 17`, each row of a table \
            has the student, the name and the seed (`help teaching`).
            """,
        examples: [
            "export csv 'evaluations.csv'", "export json 'evaluations.json' replace", "export program 'digits.py'",
            "export csv 'best.csv' of population by fitness first 5", "export json 'history.json' of history",
            "export csv 'three.csv' of fittest first 3", "export csv 'worst.csv' of population by fitness reversed",
            "export csv 'layers.csv' of network", "export csv 'known.csv' of datasets",
            "export json 'workers.json' of workers", "strategy evolution", "step 2",
            "export csv 'elites.csv' of elites", "step", "export csv 'breeders.csv' of breeders", "step",
            "export csv 'children.csv' of children",
            "experiment 'first' seeds 1..2 evolve 1; way 'half' population elitism 50%; end",
            "export csv 'runs.csv' of experiment", "export csv 'generations.csv' of experiment generations",
            "maximize accuracy and minimize parameters; evolve 1", "export csv 'front.csv' of front",
            "load csv 'flowers.csv' label species; maximize accuracy; evolve 1; train fittest epochs 2",
            "export csv 'mistakes.csv' of mistakes", "export csv 'columns.csv' of columns by importance",
            "export csv 'confusion.csv' of confusion", "export csv 'calibration.csv' of calibration",
            "export json 'baselines.json' of baselines",
            "export worksheet 'elites.md' lesson 4", "export solution 'elites.html' lesson 4",
            "export page 'lesson4.html' lesson 4", "export answers 'answers.csv'",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if a setting of a table is given without a table.
    package init(_ captures: Captures) throws(Diagnostic) {
        format = Format.allCases.first { captures.has($0.rawValue) } ?? .csv
        isProgram = captures.has("program")
        teaching = try TeachingExport.read(captures)
        replaces = Replacing.isWanted(captures)
        path = captures.text("path") ?? ""
        hasGenerations = captures.has("generations")
        let column = captures.has("by") ? captures.text("by") : nil
        let first = captures.integer("first")
        table = Self.tables.first { captures.has($0.rawValue) }.map { subject in
            // `show fittest` alone is a detailed report, so export a table of one row.
            ShowCommand(
                subject, count: subject.exportedRows(first), by: column,
                isReversed: captures.has("reversed"), first: first)
        }
        for setting in ["by", "reversed", "first"] where captures.has(setting) && table == nil {
            throw .settingWithoutTable(setting, in: captures)
        }
    }
}

extension ShowCommand.Subject {
    /// Returns the number of rows of an exported table that has one by default; nil for other tables.
    fileprivate func exportedRows(_ first: Int?) -> Int? {
        switch self {
        case .fittest: first ?? 1
        case .mistakes: first ?? 1_000_000
        default: nil
        }
    }
}
