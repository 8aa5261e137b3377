/// The definition of a metric: its name, its line of help and its formula, in a file of its own in `Kinds`.
///
/// Parsing, completion, help, reports and keys of the memory read it from `all`.
public struct MetricDefinition: Sendable {
    /// The name in the command language; of a metric with a number inside its name, with N in place of the number.
    public let name: String
    /// The meaning in one line, with the kind of its mean.
    public let summary: String
    /// True if higher values are better.
    public let isHigherBetter: Bool
    /// The targets for which it is defined.
    public let task: MetricTask
    /// The arguments that it takes.
    let argument: MetricArgument.Kind
    /// True if it reads outputs as probabilities of classes.
    let needsProbabilities: Bool
    /// True if it compares the rows of a class with all others, so that one class alone is not enough.
    let needsTwoClasses: Bool
    /// True if it is a quantile of the rows, which changes in steps.
    let isQuantile: Bool
    /// Returns the score; nil if it is undefined for the rows.
    let value: @Sendable (ScoredRows, MetricArgument) -> Double?

    package init(
        _ name: String, _ summary: String, isHigherBetter: Bool = true, for task: MetricTask,
        argument: MetricArgument.Kind = .none, needsProbabilities: Bool = false, needsTwoClasses: Bool = false,
        isQuantile: Bool = false,
        value: @escaping @Sendable (ScoredRows, MetricArgument) -> Double?
    ) {
        self.name = name
        self.summary = summary
        self.isHigherBetter = isHigherBetter
        self.task = task
        self.argument = argument
        self.needsProbabilities = needsProbabilities
        self.needsTwoClasses = needsTwoClasses
        self.isQuantile = isQuantile
        self.value = value
    }

    /// All metrics, those that every training measures first.
    public static let all: [MetricDefinition] = [
        .accuracy, .binaryAccuracy, .precision, .recall, .f1, .f1Micro, .loss, .r2,
        .balancedAccuracy, .auc, .aucWeighted, .averagePrecision, .logLoss, .brier, .topAccuracy, .matthews, .kappa,
        .rootMeanSquaredError, .meanAbsoluteError, .medianAbsoluteError, .meanAbsolutePercentageError,
        .explainedVariance, .pinball,
    ]

    /// True if the metric may be followed by `of` and a class.
    public var takesClass: Bool { if case .optionalClass = argument { true } else { false } }

    /// The metric as it is written, with a placeholder for its argument: `pinball Q`.
    public var synopsis: String {
        switch argument {
        case .none, .count: name
        case .optionalClass: "\(name) [of CLASS]"
        case .number: "\(name) Q"
        }
    }

    /// An example of the metric as it is written.
    public var example: String {
        switch argument {
        case .none, .optionalClass: name
        case .number(_, _, let example): "\(name) \(example)"
        case .count(let before, let after): "\(before)3\(after)"
        }
    }
}
