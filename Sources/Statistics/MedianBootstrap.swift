import Platform

/// The bootstrap distribution of a median, without any random draw.
///
/// For the median, the distribution over all resamples of the same size is known exactly (Efron, "Bootstrap methods:
/// another look at the jackknife", 1979). It is the limit that random resamples approach as their number grows.
public enum MedianBootstrap {
    /// Returns the percentile interval of the median. Nil if there are no values, or if an end would be the mean of
    /// two opposite infinities.
    ///
    /// - Precondition: No value is NaN.
    /// - Complexity: O(n² log n) for an even number of values, O(n log n) for an odd one
    public static func interval(_ values: [Double], confidence: Double = 0.95) -> ClosedRange<Double>? {
        precondition(!values.contains(where: \.isNaN), "a value is not a number")
        guard !values.isEmpty else { return nil }
        let atoms = distribution(values.sorted())
        guard !atoms.contains(where: \.value.isNaN) else { return nil }
        let tail = (1 - confidence) / 2
        return quantile(tail, atoms)...quantile(1 - tail, atoms)
    }

    /// A possible median and its probability.
    private struct Atom {
        let value: Double
        let probability: Double
    }

    /// Returns the smallest value whose cumulative probability reaches a fraction.
    private static func quantile(_ fraction: Double, _ atoms: [Atom]) -> Double {
        var sum = 0.0
        for atom in atoms {
            sum += atom.probability
            // Sums of rounded probabilities may miss the fraction by the last digits.
            if sum >= fraction - 1e-12 { return atom.value }
        }
        return atoms[atoms.count - 1].value
    }

    /// Returns the distribution of the median of a resample, in ascending order.
    private static func distribution(_ sorted: [Double]) -> [Atom] {
        let count = sorted.count
        let half = count / 2
        guard count > 1 else { return [Atom(value: sorted[0], probability: 1)] }
        // The probability that the element with a rank among the resample is at most the `index` smallest value.
        func reaches(_ index: Int, rank: Int) -> Double { atLeast(rank, of: count, Double(index) / Double(count)) }
        if count % 2 == 1 {
            return sorted.indices.map { index in
                Atom(
                    value: sorted[index],
                    probability: reaches(index + 1, rank: half + 1) - reaches(index, rank: half + 1))
            }
        }
        let ways = exp(lgamma(Double(count + 1)) - 2 * lgamma(Double(half + 1)))
        func power(_ index: Int) -> Double { pow(Double(index) / Double(count), Double(half)) }
        var atoms: [Atom] = []
        for low in 0..<count {
            // Exactly half of the resample lies at or below `low`, the rest at or above `high`.
            let lower = power(low + 1) - power(low)
            var rest = reaches(low + 1, rank: half) - reaches(low, rank: half)
            for high in low + 1..<max(low + 1, count) {
                let probability = ways * lower * (power(count - high) - power(count - high - 1))
                rest -= probability
                atoms.append(Atom(value: mean(sorted[low], sorted[high]), probability: probability))
            }
            atoms.append(Atom(value: sorted[low], probability: max(0, rest)))
        }
        return atoms.sorted { $0.value < $1.value }
    }

    private static func mean(_ low: Double, _ high: Double) -> Double { low == high ? low : low / 2 + high / 2 }

    /// Returns the probability of at least `least` successes in `trials` trials, each with a probability.
    private static func atLeast(_ least: Int, of trials: Int, _ probability: Double) -> Double {
        if probability <= 0 { return least <= 0 ? 1 : 0 }
        if probability >= 1 { return 1 }
        let n = Double(trials)
        return (least...trials).reduce(0) { sum, successes in
            let k = Double(successes)
            return sum
                + exp(
                    lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(probability)
                        + (n - k) * log1p(-probability))
        }
    }
}
