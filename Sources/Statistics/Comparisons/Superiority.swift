/// The probability of superiority of one sample over another, an effect size (Vargha and Delaney, "A critique and
/// improvement of the CL common language effect size statistics of McGraw and Wong", 2000).
public enum Superiority {
    /// Returns Vargha and Delaney's A: the probability that a random element of the first sample is greater than one
    /// of the second, ties counted half. 0.5 means no difference. Results that differ only by rounding errors are ties.
    /// Nil if a sample is empty.
    ///
    /// A is the statistic U of Mann and Whitney, divided by the number of pairs.
    ///
    /// - Complexity: O((n + m) log m)
    public static func probability(of first: [Double], over second: [Double]) -> Double? {
        guard !first.isEmpty, !second.isEmpty else { return nil }
        let sorted = second.sorted()
        let points = first.reduce(0.0) { points, value in
            let below = count(in: sorted) { $0.difference(from: value) < 0 }
            let upTo = count(in: sorted) { $0.difference(from: value) <= 0 }
            return points + Double(below) + Double(upTo - below) / 2
        }
        return points / (Double(first.count) * Double(second.count))
    }

    /// Returns the number of elements at the beginning that satisfy a condition, which all others do not.
    private static func count(in sorted: [Double], where isBelow: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if isBelow(sorted[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
