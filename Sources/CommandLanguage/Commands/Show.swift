/// `show fittest`: tables of what there is.
public struct ShowCommand: Command {
    /// What is to be shown.
    public enum Subject: String, CaseIterable, Sendable {
        case fittest, population, history, data, datasets, network

        var help: String {
            switch self {
            case .fittest: "the best genome so far"
            case .population: "the organisms of the generation"
            case .history: "each generation's fitness"
            case .data: "the dataset's shape, classes and parts"
            case .datasets: "the datasets that can be loaded"
            case .network: "the layers of the fittest network"
            }
        }
    }

    /// What is to be shown.
    public let subject: Subject
    /// The most rows; nil for all.
    public let first: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "show", topic: .seeing, "show the fittest, the population, the history, the data",
        form: .sequence([
            .choice(Subject.allCases.map { .word($0.rawValue, $0.help) }),
            .settings([Setting("first", .integer(1...1_000_000_000), "at most N rows")]),
        ]),
        examples: [
            "show fittest", "show population first 5", "show history", "show data", "show datasets", "show network",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fittest
        first = captures.integer("first")
    }
}
