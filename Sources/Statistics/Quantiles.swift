/// Order statistics of a set of values.
public enum Quantiles {
    /// Returns the median; for an even count, the mean of the two middle values. Nil if there are no values.
    ///
    /// - Complexity: O(n log n)
    public static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return low == high ? low : (low + high) / 2
    }

    /// Returns the quantile of a fraction, with linear interpolation between neighbours. `values` must be in
    /// ascending order and contain at least one number.
    ///
    /// - Complexity: O(1)
    public static func quantile(_ fraction: Double, ofSorted values: [Double]) -> Double {
        let position = min(max(fraction, 0), 1) * Double(values.count - 1)
        let index = min(Int(position), values.count - 1)
        let next = min(index + 1, values.count - 1)
        return values[index] + (values[next] - values[index]) * (position - Double(index))
    }

    /// Returns the interval between the r-th smallest and the r-th greatest value. It contains a further value of the
    /// same distribution with a probability of at least `confidence`: 1 − 2r / (n + 1) (Wilks, 1941). If the whole
    /// range cannot reach this probability, it is returned. Nil if there are no values.
    ///
    /// - Complexity: O(n log n)
    public static func predictionInterval(_ values: [Double], confidence: Double = 0.95) -> ClosedRange<Double>? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let rank = max(1, predictionRank(of: sorted.count, confidence: confidence))
        return sorted[rank - 1]...sorted[max(rank - 1, sorted.count - rank)]
    }

    /// Returns the r of `predictionInterval`; 0 if there are too few values for this confidence.
    public static func predictionRank(of count: Int, confidence: Double = 0.95) -> Int {
        Int(((1 - confidence) / 2 * Double(count + 1) + 1e-9).rounded(.down))
    }
}
