/// A metric of a network's outputs; its value is a score.
public enum Metric: String, CaseIterable, Codable, Hashable, Sendable {
    /// The fraction of samples whose greatest output is their class. With one output: the fraction of samples for
    /// which output and target are on the same side of ½.
    case accuracy
    /// The fraction of outputs on the correct side of ½, counted output by output.
    case binaryAccuracy = "binary_accuracy"
    /// Precision: the fraction of predicted positives that are correct, averaged over the classes that have samples
    /// (macro). For binary outputs it is computed over all outputs together, with the threshold ½.
    case precision
    /// Recall: the fraction of actual positives that were found, averaged over the classes that have samples (macro).
    /// Binary outputs are treated as for `precision`.
    case recall
    /// The harmonic mean of precision and recall of each class, averaged over the classes that have samples (macro).
    /// Binary outputs are treated as for `precision`.
    case f1
    /// The harmonic mean of precision and recall over all classes together (micro).
    case f1Micro = "f1_micro"
    /// The training loss.
    case loss
    /// The explained fraction of the variance: 1 − Σ(y − p)² / Σ(y − mean)².
    case r2

    /// All metrics.
    public static var all: [Metric] { allCases }

    /// The name in the command language.
    public var name: String { rawValue }

    /// Creates the metric with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// True if higher values are better.
    public var isHigherBetter: Bool { self != .loss }
}

/// The scores of a network, by metric.
public struct Scores: Codable, Hashable, Sendable {
    private let values: [String: Double]

    private enum CodingKeys: String, CodingKey { case values }

    init(_ values: [Metric: Double]) {
        self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $1) })
    }

    /// The score of a metric; nil if it was not computed or is undefined for the targets.
    public subscript(_ metric: Metric) -> Double? { values[metric.name] }

    /// All scores by metric name.
    public var named: [String: Double] { values }
}
