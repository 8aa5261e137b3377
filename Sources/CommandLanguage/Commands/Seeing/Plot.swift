/// `plot`: draws the evolution, in the terminal or into a file.
package struct PlotCommand: Command {
    /// The kinds of plot.
    package enum Subject: String, CaseIterable, Sendable {
        case fitness, time, front, genes, training, parallel, importance, diversity, lineage, compare, expectations, map
        case experiment, range, histogram, selection
        case columns, calibration, residuals

        var help: String {
            switch self {
            case .fitness:
                "mean, standard deviation and maximum by generation; with several objectives, the hypervolume"
            case .time: "best result so far by the seconds that evaluations took"
            case .front: "the Pareto front of several objectives, with earlier fronts behind it"
            case .genes: "frequency of each value of each gene, by generation"
            case .training: "loss and score by epoch of the fittest network, or of the N fittest"
            case .parallel: "each genome as a line over its genes, coloured by its fitness"
            case .importance: "importance of each gene for being among the fittest tenth"
            case .diversity: "differences between the genomes of each generation (for bits, the Hamming distance)"
            case .lineage: "ancestors of the fittest organism, or of birth N"
            case .map: "contour map of a function of two genes, with the population on it"
            case .compare: "best result so far of the evolution and of the search it was compared with"
            case .expectations: "predicted and measured fitness of each birth, with litters"
            case .range: "best, mean and worst of the births of each generation"
            case .histogram: "number of organisms of the population by fitness"
            case .selection: "number of children of each parent in the last generation, the fittest first"
            case .experiment: "median and quartiles of each way by evaluations, the ends of all runs, or success"
            case .columns: "importance of each input column for the current network, by permutation"
            case .calibration: "accuracy of the current network by its confidence, on the validation set"
            case .residuals: "predicted against actual numbers of the validation set, and the residuals"
            }
        }

        fileprivate var form: Form {
            switch self {
            case .training:
                .sequence([.word(rawValue, help), .optional(.value("count", .integer(1...6), "number of networks"))])
            case .lineage:
                .sequence([
                    .word(rawValue, help),
                    .optional(.value("birth", .birth, "the number of a birth")),
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
            case .experiment:
                .sequence([
                    .word(rawValue, help), .optional(.choice(View.allCases.map { .word($0.rawValue, $0.help) })),
                ])
            default: .word(rawValue, help)
            }
        }
    }

    /// The other plots of an experiment.
    package enum View: String, CaseIterable, Sendable {
        case ends, targets

        var help: String {
            switch self {
            case .ends: "box plot of the results of all runs"
            case .targets: "fraction of runs that reached the goal, by evaluations"
            }
        }
    }

    /// The position of the legend.
    package enum Legend: String, CaseIterable, Sendable {
        case below, above, off

        var help: String {
            switch self {
            case .below: "below the plot (default)"
            case .above: "above the plot"
            case .off: "no legend"
            }
        }
    }

    /// The kind of plot.
    package let subject: Subject
    /// The number of networks whose trainings are drawn.
    package let count: Int
    /// The plot of an experiment; nil for median and quartiles.
    package let view: View?
    /// The birth whose ancestors are drawn; nil for the fittest.
    package let birth: Int?
    /// The genes to draw; empty for all.
    package let genes: [String]
    /// The objective of which the plot is, as it was written; nil for the first.
    package let objective: String?
    /// True to compute the importance of genes over the whole search space with a surrogate model.
    package let isByModel: Bool
    /// The title; nil for none.
    package let title: String?
    /// The horizontal axis's label; nil for the default.
    package let horizontalLabel: String?
    /// The vertical axis's label; nil for the default.
    package let verticalLabel: String?
    /// The ranges of the horizontal axes from the top panel down; empty for everything.
    package let horizontalRanges: [ClosedRange<Double>]
    /// The ranges of the vertical axes from the top panel down; empty for everything.
    package let verticalRanges: [ClosedRange<Double>]
    /// True to draw only the maximum.
    package let isMaximumOnly: Bool
    /// True to draw standard deviations as one bar per generation instead of a band.
    package let isDiscrete: Bool
    /// The position of the legend; nil for the default.
    package let legend: Legend?
    /// The file to write; nil draws in the terminal.
    package let file: PictureFile?

    /// The settings of all figures.
    private static let settings = [
        Setting("of", .names, "the genes to draw, with * for any ending: `of optimizer, neurons*`"),
        Setting(
            "objective", .objectiveName,
            "one of several objectives, for `parallel`, `importance`, `lineage` and `time` (default: the first)"),
        Setting("max", form: .word("only", "without mean and standard deviation"), "only the maximum"),
        Setting("discrete", form: .nothing, "standard deviations as one bar per generation, instead of a band"),
        Setting("title", .text, "title of the plot"),
        Setting("xlabel", .text, "label of the horizontal axis"),
        Setting("ylabel", .text, "label of the vertical axis"),
        Setting(
            "legend", form: .choice(Legend.allCases.map { .word($0.rawValue, $0.help) }),
            "position of the legend"),
        Self.ranges("xrange", "range of the horizontal axis; what lies beyond is cut off"),
        Self.ranges("yrange", "range of the vertical axis; of further panels after `and`"),
    ]

    package static let grammar = CommandGrammar(
        "plot", topic: .seeing, "draw the evolution in the terminal or into a file",
        searchTerms: [
            "chart", "graph", "figure", "visualize", "learning curve", "feature importance",
            "hyperparameter importance", "permutation importance", "reliability diagram", "predicted against actual",
            "residual plot", "fANOVA", "parallel coordinates", "contour", "fitness landscape", "genealogy",
            "family tree", "anytime performance", "wall clock", "PNG", "SVG", "PDF", "Pareto front", "trade-off",
            "hypervolume", "distribution", "worst", "selection counts", "Hamming distance", "offspring", "publication",
            "resolution", "axis limits", "zoom", "figure size",
        ],
        form: .sequence([
            .optional(.choice(Subject.allCases.map(\.form))),
            .settings(settings + PictureFile.settings),
        ]),
        discussion: """
            By default, `plot` draws the mean, a band of one standard deviation, and the maximum of each generation. \
            Losses that fall by orders of magnitude get a logarithmic scale. `plot importance` is PED-ANOVA \
            (Watanabe, Bansal and Hutter, 2023), only a hint while there are few evaluations; `plot importance by \
            model` is functional ANOVA (Hutter, Hoos and Leyton-Brown, 2014). The band of `plot compare` contains \
            the best results of 95 of 100 random searches. A file with a `size` has 300 dots per inch and small texts, \
            unless `dpi` and `font` say otherwise. `help plots` explains how to read each plot.
            """,
        examples: [
            "plot", "plot fitness max only", "plot discrete legend off", "plot expectations",
            "plot title 'By generation' xlabel 'generation' ylabel 'accuracy' to 'evolution.png'",
            "plot to 'evolution.png' replace", "plot xrange 0..50 yrange 0..1",
            "plot to 'evolution.pdf' size 85mm x 60mm font 'Serif,8'",
            "plot diversity yrange 0..1 to 'diversity.png' size 85mm x 60mm dpi 600",
            "plot genes", "plot genes of optimizer, neurons*", "plot training", "plot training 2 to 'training.svg'",
            "plot training yrange 0..3 and 0..1",
            "plot parallel", "plot time", "plot time to 'time.png'",
            "plot importance", "plot importance by model", "plot diversity legend below", "plot lineage",
            "plot range", "plot histogram", "plot selection",
            "compare random",
            "plot compare legend above",
            "genes clear; gene x in -5.0..5.0; gene y in -5.0..5.0; maximize x - y ^ 2; evolve 1", "plot map",
            "experiment 'size' seeds 1..6 evolve 2; way '9' population size 9; way '30' population size 30; end",
            "plot experiment", "plot experiment ends", "plot experiment targets",
            "minimize x ^ 2 + y ^ 2 and minimize (x - 1) ^ 2 + y ^ 2; evolve 2", "plot front",
            "plot parallel objective '(x - 1) ^ 2 + y ^ 2'",
            "load csv 'flowers.csv' label species; genes default; maximize accuracy; evolve 1; train fittest epochs 2",
            "plot columns", "plot calibration",
            "load csv 'sales.csv' label sold; maximize r2; evolve 1; train fittest epochs 2", "plot residuals",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if an option does not belong to this kind of plot.
    package init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fitness
        count = captures.integer("count") ?? 1
        view = View.allCases.first { captures.has($0.rawValue) }
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
            throw .maximumWithoutFitness(in: captures)
        }
        if isDiscrete, subject != .fitness || isMaximumOnly {
            throw .discreteWithoutFitness(in: captures)
        }
        if !genes.isEmpty, ![.genes, .parallel, .importance].contains(subject) {
            throw .genesOfOtherPlot(in: captures)
        }
        horizontalRanges = Self.ranges("xrange", in: captures)
        verticalRanges = Self.ranges("yrange", in: captures)
        file = try PictureFile(captures)
        objective = captures.text("objective")
        if objective != nil, ![.parallel, .importance, .lineage, .time].contains(subject) {
            throw .objectiveOfOtherPlot(in: captures)
        }
    }

    /// The maximum number of panels whose ranges can be given.
    private static let maximumPanels = 10

    /// Returns a setting with a range for each panel.
    private static func ranges(_ name: String, _ help: String) -> Setting {
        Setting(
            name,
            form: .sequence([
                .value(name, .range, help),
                .repeated(
                    (2...maximumPanels).map {
                        .sequence([
                            .word("and", "before the range of the next panel", as: "\(name)and\($0)"),
                            .value("\(name)\($0)", .range, "the range of panel \($0)"),
                        ])
                    }),
            ]), placeholder: "\(ValueType.range.placeholder) and …", help)
    }

    private static func ranges(_ name: String, in captures: Captures) -> [ClosedRange<Double>] {
        ([name] + (2...maximumPanels).map { "\(name)\($0)" }).compactMap(captures.range)
    }
}
