/// The scores of a network, by metric.
public struct Scores: Codable, Hashable, Sendable {
    private var values: [String: Double]

    private enum CodingKeys: String, CodingKey { case values }

    package init(_ values: [Metric: Double]) {
        self.values = Dictionary(values.map { ($0.name, $1) }) { first, _ in first }
    }

    /// The score of a metric; nil if it was not computed or is undefined for the targets.
    public subscript(_ metric: Metric) -> Double? { values[metric.name] }

    /// Returns these scores and others.
    package func merging(_ others: [String: Double]) -> Scores {
        var merged = self
        if !others.isEmpty { merged.values.merge(others) { first, _ in first } }
        return merged
    }

    /// All scores by metric name.
    public var named: [String: Double] { values }
}
