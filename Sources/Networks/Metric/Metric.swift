/// What a network's outputs are judged by; a score is its value.
public enum Metric: String, CaseIterable, Codable, Hashable, Sendable {
    /// The share of samples whose greatest output is their class; of one output, whether both lie on the same side of ½.
    case accuracy
    /// The share of outputs that lie on the right side of ½, each output on its own.
    case binaryAccuracy = "binary_accuracy"
    /// The fraction of the samples predicted as a class that are of it: the mean over the classes that have samples (macro).
    /// Of outputs that are yes or no, all together, parted at ½.
    case precision
    /// The fraction of the samples of a class that are predicted as it: the mean over the classes that have samples (macro).
    /// Of yes or no as `precision`.
    case recall
    /// The harmonic mean of precision and recall, class by class: the mean over the classes that have samples (macro). Of yes
    /// or no as `precision`.
    case f1
    /// The harmonic mean of precision and recall of all classes together (micro).
    case f1Micro = "f1_micro"
    /// The loss that is trained.
    case loss
    /// The share of the variance that is explained: 1 − Σ(y − p)² / Σ(y − mean)².
    case r2

    /// All of them.
    public static var all: [Metric] { allCases }

    /// The word in the language.
    public var name: String { rawValue }

    /// The metric with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Whether more is better.
    public var isHigherBetter: Bool { self != .loss }
}

/// Scores by their metric.
public struct Scores: Codable, Hashable, Sendable {
    private let values: [String: Double]

    private enum CodingKeys: String, CodingKey { case values }

    init(_ values: [Metric: Double]) {
        self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $1) })
    }

    /// The score of a metric; nil where it was not computed or has no meaning for the targets.
    public subscript(_ metric: Metric) -> Double? { values[metric.name] }

    /// All scores by the names of their metrics.
    public var named: [String: Double] { values }
}
