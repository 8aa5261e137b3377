package import CommandParsing

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
