/// `show fittest`: tables of what there is.
public struct ShowCommand: Command {
    /// What is to be shown.
    public enum Subject: String, CaseIterable, Sendable {
        case fittest, population, elites, breeders, children, history, data, columns, datasets, network, settings,
            memory
        case workers

        var help: String {
            switch self {
            case .fittest: "the best genome so far, or the best N"
            case .population: "the organisms of the generation"
            case .elites: "those that survive, between two steps"
            case .breeders: "those that were drawn as parents, between two steps"
            case .children: "those that are made and not yet born, between two steps"
            case .history: "each generation's fitness"
            case .data: "the dataset's shape, classes and parts"
            case .columns: "each column: its type, values, inputs, and the decisions about it"
            case .datasets: "the datasets that can be loaded"
            case .network: "the layers of the fittest network"
            case .settings: "all settings of the session"
            case .memory: "cached results and the time they saved"
            case .workers: "workers or evaluators, and what each is doing"
            }
        }
    }

    /// What is to be shown.
    public let subject: Subject
    /// How many of the fittest; nil for the whole story of the best.
    public let count: Int?
    /// The column that rows are sorted by; nil for the usual order.
    public let column: String?
    /// Whether they are sorted the other way round.
    public let isReversed: Bool
    /// The most rows; nil for all.
    public let first: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "show", topic: .seeing, "show the fittest, the population, the history, the data …",
        searchTerms: ["list", "table", "leaderboard", "best", "ranking", "columns", "splits"],
        form: .sequence([
            .choice(
                Subject.allCases.map { subject in
                    let word = Form.word(subject.rawValue, subject.help)
                    return subject == .fittest
                        ? .sequence([
                            word, .optional(.value("count", .integer(1...1_000_000), "the number of organisms")),
                        ]) : word
                }),
            .settings([
                Setting(
                    "by", .text,
                    "sorts by a column: numbers from the largest, words alphabetically; `fitness`: the fittest first"
                ),
                Setting("reversed", form: .nothing, "sorts in reverse order"),
                Setting("first", .integer(1...1_000_000_000), "at most N rows"),
            ]),
        ]),
        examples: [
            "show fittest", "show fittest 3", "show population by optimizer first 5",
            "show population by neurons0 reversed first 3", "show history", "show data", "show datasets",
            "show network", "show settings", "show memory", "show workers", "strategy evolution",
            "step 2", "show elites",
            "step", "show breeders", "step", "show children", "load csv 'flowers.csv' label species", "show columns",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fittest
        count = captures.integer("count")
        column = captures.has("by") ? captures.text("by") : nil
        isReversed = captures.has("reversed")
        first = captures.integer("first")
        if isReversed, column == nil {
            throw captures.mistake("it needs a column to sort by: `by fitness reversed`", at: "reversed")
        }
    }

    /// What shows some rows.
    public init(_ subject: Subject, count: Int? = nil, by column: String?, isReversed: Bool = false, first: Int?) {
        self.subject = subject
        self.count = count
        self.column = column
        self.isReversed = isReversed
        self.first = first
    }
}
