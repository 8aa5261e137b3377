/// Order statistics of some values.
public enum Quantiles {
    /// The median; the mean of the two middle values where there are two. Nil for none. O(n log n).
    public static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return low == high ? low : (low + high) / 2
    }

    /// The value below which a share of some values lies, between its two neighbours where it lies between them. The values
    /// must be in ascending order, one at least. O(1).
    public static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        let position = min(max(share, 0), 1) * Double(values.count - 1)
        let index = min(Int(position), values.count - 1)
        let next = min(index + 1, values.count - 1)
        return values[index] + (values[next] - values[index]) * (position - Double(index))
    }

    /// The interval between two of the values, the r-th least and the r-th greatest, that holds one more value of the same
    /// distribution with a probability of `confidence` at least: 1 − 2r / (n + 1) (Wilks, 1941). The whole range
    /// where even that holds it less often. Nil for no values. O(n log n).
    public static func predictionInterval(_ values: [Double], confidence: Double = 0.95) -> ClosedRange<Double>? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let rank = max(1, predictionRank(of: sorted.count, confidence: confidence))
        return sorted[rank - 1]...sorted[max(rank - 1, sorted.count - rank)]
    }

    /// The r of `predictionInterval`; 0 where too few values are there for that confidence.
    public static func predictionRank(of count: Int, confidence: Double = 0.95) -> Int {
        Int(((1 - confidence) / 2 * Double(count + 1) + 1e-9).rounded(.down))
    }
}
