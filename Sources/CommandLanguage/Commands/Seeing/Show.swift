package import CommandParsing

/// `show fittest`: shows tables and reports.
package struct ShowCommand: Command {
    /// The tables and reports.
    package enum Subject: String, CaseIterable, Sendable {
        case fittest, front, population, elites, breeders, children, history, data, columns, datasets, network,
            settings,
            memory
        case workers, experiment, schema, takeover
        case baselines, mistakes, confusion, calibration

        var help: String {
            switch self {
            case .fittest: "the best genome so far, or the best N; with several objectives, the knee of the front"
            case .front: "the Pareto front of several objectives: the genomes that no other one dominates"
            case .population: "the organisms of the current generation"
            case .elites: "the organisms that survive, between two steps"
            case .breeders: "the organisms drawn as parents, between two steps"
            case .children: "the children before their birth, between two steps"
            case .history: "the fitness of each generation; with several objectives, its front and hypervolume"
            case .data: "the shape, classes and splits of the dataset"
            case .columns: "each column: its type, values, inputs, and the decisions about it"
            case .datasets: "the datasets that can be loaded"
            case .network: "the layers of the fittest network"
            case .settings: "all settings of the session"
            case .memory: "cached results and the time they saved"
            case .workers: "workers or evaluators, and what each is doing"
            case .experiment: "the results of an experiment and its tests"
            case .baselines: "the fittest network beside the default network, a linear model and a constant prediction"
            case .mistakes: "the worst predictions of the current network on the validation set: 10, or N"
            case .confusion: "the confusion matrix of the validation set, with shares"
            case .calibration: "the confidence of the current network and the accuracy, in 10 bins"
            case .schema: "the genomes with some given values, and the bound of the schema theorem"
            case .takeover: "selection alone: the generations until all organisms are alike, and a formula for them"
            }
        }
    }

    /// The table or report to show.
    package let subject: Subject
    /// The number of fittest organisms, nil for a detailed report on the best one; or the number of mistakes.
    package let count: Int?
    /// The schema, as it was typed; nil for other tables.
    package let schema: String?
    /// The column to sort by; nil for the default order.
    package let column: String?
    /// True to sort in reverse order.
    package let isReversed: Bool
    /// The maximum number of rows; nil for all.
    package let first: Int?

    package static let grammar = CommandGrammar(
        "show", topic: .seeing, "show the fittest, the population, the history, the data …",
        searchTerms: [
            "list", "table", "leaderboard", "best", "ranking", "columns", "splits", "Pareto front", "non-dominated",
            "trade-off", "hypervolume", "knee point", "baseline", "dummy classifier", "logistic regression",
            "linear regression", "most frequent class", "errors", "worst predictions", "confusion matrix",
            "reliability diagram", "expected calibration error", "ECE",
            "schemata", "building block", "hyperplane", "Holland",
            "takeover time",
        ],
        form: .sequence([
            .choice(
                Subject.allCases.map { subject in
                    let word = Form.word(subject.rawValue, subject.help)
                    return switch subject {
                    case .fittest, .mistakes:
                        .sequence([
                            word,
                            .optional(
                                .value(
                                    "count", .integer(1...1_000_000),
                                    "the number of \(subject == .fittest ? "organisms" : "mistakes")")),
                        ])
                    case .schema:
                        .sequence([
                            word,
                            .value("schema", .text, "the value of each gene, * for any: `1***0`, or `'16 * adam'`"),
                        ])
                    default: word
                    }
                }),
            .settings([
                Setting(
                    "by", .column,
                    "sorts by a column: numbers from the largest, words alphabetically; `fitness` and objectives: the best first"
                ),
                Setting("reversed", form: .nothing, "sorts in reverse order"),
                Setting("first", .integer(1...1_000_000_000), "at most N rows; 10,000 by default"),
            ]),
        ]),
        examples: [
            "show fittest", "show fittest 3", "show population by optimizer first 5",
            "show population by neurons0 reversed first 3", "show history", "show data", "show datasets",
            "show network", "show settings", "show memory", "show workers",
            "show baselines", "train fittest epochs 2; show mistakes", "show mistakes 20", "show confusion",
            "show calibration",
            "show takeover",
            "experiment 'first' seeds 1..2 evolve 1; way 'half' population elitism 50%; end", "show experiment",
            "strategy evolution",
            "step 2", "show elites",
            "step", "show breeders", "step", "show children", "load csv 'flowers.csv' label species", "show columns",
            "maximize accuracy and minimize parameters; evolve 1", "show front by parameters",
            "genes clear; gene b0..b4 in 0, 1; maximize sum(b0..b4); strategy evolution; population niching none selection roulette",
            "evolve 1", "show schema 1***0",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if `reversed` is given without a column.
    package init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fittest
        count = captures.integer("count")
        schema = captures.text("schema")
        column = captures.has("by") ? captures.text("by") : nil
        isReversed = captures.has("reversed")
        first = captures.integer("first")
        if isReversed, column == nil {
            throw .reversedWithoutColumn(in: captures)
        }
    }

    /// Creates the command for a table.
    package init(_ subject: Subject, count: Int? = nil, by column: String?, isReversed: Bool = false, first: Int?) {
        self.subject = subject
        self.count = count
        schema = nil
        self.column = column
        self.isReversed = isReversed
        self.first = first
    }
}
