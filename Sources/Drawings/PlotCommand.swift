import CommandLanguage
package import CommandParsing
import Evolution
package import Messages
import Notation
import Objectives
import PlotRendering
import Plots
package import Reports
package import Session

/// `plot`: draws the evolution, in the terminal or into a file. Each kind of plot is a file in `Drawings/Kinds`.
package struct PlotCommand: Executable {
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
    enum Legend: String, CaseIterable, Sendable {
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
    let kind: PlotKind
    /// The number of networks whose trainings are drawn.
    let count: Int
    /// The plot of an experiment; nil for median and quartiles.
    let view: View?
    /// The birth whose ancestors are drawn; nil for the fittest.
    let birth: Int?
    /// The genes to draw; empty for all.
    let genes: [String]
    /// The objective of which the plot is, as it was written; nil for the first.
    let objective: String?
    /// True to compute the importance of genes over the whole search space with a surrogate model.
    let isByModel: Bool
    /// The title; nil for none.
    let title: String?
    /// The horizontal axis's label; nil for the default.
    let horizontalLabel: String?
    /// The vertical axis's label; nil for the default.
    let verticalLabel: String?
    /// The ranges of the horizontal axes from the top panel down; empty for everything.
    let horizontalRanges: [ClosedRange<Double>]
    /// The ranges of the vertical axes from the top panel down; empty for everything.
    let verticalRanges: [ClosedRange<Double>]
    /// True to draw only the maximum.
    let isMaximumOnly: Bool
    /// True to draw standard deviations as one bar per generation instead of a band.
    let isDiscrete: Bool
    /// The position of the legend; nil for the default.
    let legend: Legend?
    /// The file to write; nil draws in the terminal.
    let file: PictureFile?

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
            .optional(.choice(PlotKind.all.map(\.form))),
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
        kind = PlotKind.all.first { captures.has($0.word) } ?? .fitness
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
        if isMaximumOnly, !kind.options.contains(.statistics) { throw .maximumWithoutFitness(in: captures) }
        if isDiscrete, !kind.options.contains(.statistics) || isMaximumOnly {
            throw .discreteWithoutFitness(in: captures)
        }
        if !genes.isEmpty, !kind.options.contains(.genes) { throw .genesOfOtherPlot(in: captures) }
        horizontalRanges = Self.ranges("xrange", in: captures)
        verticalRanges = Self.ranges("yrange", in: captures)
        file = try PictureFile(captures)
        objective = captures.text("objective")
        if objective != nil, !kind.options.contains(.objective) { throw .objectiveOfOtherPlot(in: captures) }
    }

    /// Creates the command for a kind of plot, without settings.
    init(_ kind: PlotKind) {
        self.kind = kind
        (count, view, birth, genes, objective, isByModel) = (1, nil, nil, [], nil, false)
        (title, horizontalLabel, verticalLabel, horizontalRanges, verticalRanges) = (nil, nil, nil, [], [])
        (isMaximumOnly, isDiscrete, legend, file) = (false, false, nil, nil)
    }

    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let (figure, content) = try PlotRequest(command: self, session: session, context: context).figure()
        let shown: Figure
        do {
            shown = try figure.with(
                title: title, horizontalLabel: horizontalLabel, verticalLabel: verticalLabel,
                legend: legend.flatMap { Figure.Legend(rawValue: $0.rawValue) }
            ).showing(horizontal: horizontalRanges, vertical: verticalRanges)
        } catch {
            throw .failed(error.description)
        }
        return try await session.show(shown, in: file, what: "plot of \(content)", context)
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

extension Diagnostic {
    fileprivate static func maximumWithoutFitness(in captures: Captures) -> Diagnostic {
        captures.mistake("`max only` works only with `plot fitness`", at: "only")
    }

    fileprivate static func discreteWithoutFitness(in captures: Captures) -> Diagnostic {
        captures.mistake("`discrete` works only with `plot fitness` without `max only`", at: "discrete")
    }

    fileprivate static func objectiveOfOtherPlot(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "`objective` works only with `plot parallel`, `plot importance`, `plot lineage` and `plot time`",
            at: "objective")
    }

    fileprivate static func genesOfOtherPlot(in captures: Captures) -> Diagnostic {
        captures.mistake("`of` works only with `plot genes`, `plot parallel` and `plot importance`", at: "of")
    }
}
