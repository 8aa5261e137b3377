/// `plot`: draws the evolution, in the terminal or into a file.
public struct PlotCommand: Command {
    /// What is drawn.
    public enum Subject: String, CaseIterable, Sendable {
        case fitness, genes, training, parallel, importance, diversity, lineage, compare, expectations, map

        var help: String {
            switch self {
            case .fitness: "mean, deviation and maximum by generation"
            case .genes: "how often each value of each gene occurs, by generation"
            case .training: "loss and score by epoch of the fittest network, or of the N fittest"
            case .parallel: "each genome as a line over its genes, coloured by its fitness"
            case .importance: "how much each gene has to do with being among the fittest tenth"
            case .diversity: "how different the genomes of a generation are"
            case .lineage: "where the fittest came from, or the organism of birth N"
            case .map: "a function of two numbers as a map, with the population on it"
            case .compare: "the best so far of the evolution and of what it was compared with"
            case .expectations: "what the litters' model expected of each birth, and what was measured"
            }
        }

        fileprivate var form: Form {
            switch self {
            case .training:
                .sequence([.word(rawValue, help), .optional(.value("count", .integer(1...6), "how many networks"))])
            case .lineage:
                .sequence([
                    .word(rawValue, help),
                    .optional(.value("birth", .integer(0...1_000_000_000), "the number of a birth")),
                ])
            case .importance:
                .sequence([
                    .word(rawValue, help),
                    .optional(
                        .sequence([
                            .word("by", "the method"),
                            .word("model", "over the whole search space, by a surrogate model (functional ANOVA)"),
                        ])),
                ])
            default: .word(rawValue, help)
            }
        }
    }

    /// Where the legend stands.
    public enum Legend: String, CaseIterable, Sendable {
        case below, above, off

        var help: String {
            switch self {
            case .below: "under what is drawn, as usual"
            case .above: "over what is drawn"
            case .off: "nowhere"
            }
        }
    }

    /// What is drawn.
    public let subject: Subject
    /// How many networks' trainings are drawn.
    public let count: Int
    /// The birth whose ancestors are drawn; nil for the fittest.
    public let birth: Int?
    /// The genes that are drawn; empty for all.
    public let genes: [String]
    /// Whether the importance of genes is that of a surrogate model over the whole search space.
    public let isByModel: Bool
    /// The title; nil for none.
    public let title: String?
    /// The horizontal axis's label; nil for the default.
    public let horizontalLabel: String?
    /// The vertical axis's label; nil for the default.
    public let verticalLabel: String?
    /// Whether only the maximum is drawn.
    public let isMaximumOnly: Bool
    /// Whether deviations are bars, one a generation, in place of a band.
    public let isDiscrete: Bool
    /// Where the legend stands; nil for the default.
    public let legend: Legend?
    /// The file to write; nil draws in the terminal.
    public let path: String?

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "plot", topic: .seeing, "draw the evolution in the terminal or into a file",
        searchTerms: [
            "chart", "graph", "figure", "visualize", "learning curve", "feature importance",
            "hyperparameter importance", "fANOVA", "parallel coordinates", "contour", "fitness landscape", "genealogy",
            "family tree", "PNG", "SVG", "PDF",
        ],
        form: .sequence([
            .optional(.choice(Subject.allCases.map(\.form))),
            .settings([
                Setting("of", .names, "the genes that are drawn, a * for any ending: `of optimizer, neurons*`"),
                Setting("max", form: .word("only", "without mean and deviation"), "only the maximum"),
                Setting("discrete", form: .nothing, "deviations as bars, one a generation, in place of a band"),
                Setting("title", .text, "what stands above it"),
                Setting("xlabel", .text, "what stands below it"),
                Setting("ylabel", .text, "what stands beside it"),
                Setting(
                    "legend", form: .choice(Legend.allCases.map { .word($0.rawValue, $0.help) }),
                    "where the names of what is drawn stand"),
                Setting("to", .writtenPath, "a file: PNG, SVG or PDF by its extension"), Replacing.setting,
            ]),
        ]),
        discussion: """
            Where nothing else is named: the mean, a band of one standard deviation, and the maximum of each generation. \
            Losses that fall by orders of magnitude stand on a logarithmic scale. `plot importance` is PED-ANOVA (Watanabe, \
            Bansal and Hutter, 2023), a hint while evaluations are few, and `plot importance by model` functional ANOVA \
            (Hutter, Hoos and Leyton-Brown, 2014). The band of `plot compare` holds the best of 95 of 100 random searches. \
            `help plots` explains how to read each of them.
            """,
        examples: [
            "plot", "plot fitness max only", "plot discrete legend off", "plot expectations",
            "plot title 'By generation' xlabel 'generation' ylabel 'accuracy' to 'evolution.png'",
            "plot to 'evolution.png' replace",
            "plot genes", "plot genes of optimizer, neurons*", "plot training", "plot training 2 to 'training.svg'",
            "plot parallel",
            "plot importance", "plot importance by model", "plot diversity legend below", "plot lineage",
            "compare random",
            "plot compare legend above",
            "genes clear; gene x in -5.0..5.0; gene y in -5.0..5.0; maximize x - y ^ 2; evolve 1", "plot map",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fitness
        count = captures.integer("count") ?? 1
        birth = captures.integer("birth")
        genes = captures.has("of") ? captures.words("of") : []
        isByModel = captures.has("model")
        title = captures.text("title")
        horizontalLabel = captures.text("xlabel")
        verticalLabel = captures.text("ylabel")
        isMaximumOnly = captures.has("only")
        isDiscrete = captures.has("discrete")
        legend = Legend.allCases.first { captures.has($0.rawValue) }
        if isMaximumOnly, subject != .fitness {
            throw captures.mistake("only `plot fitness` has a maximum", at: "only")
        }
        if isDiscrete, subject != .fitness || isMaximumOnly {
            throw captures.mistake("only `plot fitness` has deviations, and without `max only`", at: "discrete")
        }
        if !genes.isEmpty, ![.genes, .parallel, .importance].contains(subject) {
            throw captures.mistake("only `plot genes`, `plot parallel` and `plot importance` draw genes", at: "of")
        }
        path = captures.text("to")
        replaces = Replacing.isWanted(captures)
    }
}
