/// A proportion, estimated from trials.
public struct Proportion: Codable, Hashable, Sendable {
    /// The successes; halves are allowed, for ties.
    public let successes: Double
    /// The trials, 1 or more.
    public let trials: Int

    /// Creates the proportion of successes in a number of trials.
    public init(_ successes: Double, of trials: Int) {
        self.successes = successes
        self.trials = max(1, trials)
    }

    /// The fraction of successes, 0 to 1.
    public var fraction: Double { successes / Double(trials) }

    /// The 95% confidence interval of the probability of a success (Wilson, "Probable inference, the law of
    /// succession, and statistical inference", 1927).
    public var interval: ClosedRange<Double> { Self.interval(of: fraction, trials: trials) }

    /// Returns Wilson's 95% confidence interval for a fraction that was measured in a number of trials.
    public static func interval(of fraction: Double, trials: Int) -> ClosedRange<Double> {
        let (count, z) = (Double(max(1, trials)), NormalDistribution.twoSided95)
        let fraction = min(max(fraction, 0), 1)
        let middle = (fraction + z * z / (2 * count)) / (1 + z * z / count)
        let half =
            z / (1 + z * z / count) * (fraction * (1 - fraction) / count + z * z / (4 * count * count)).squareRoot()
        return max(0, min(fraction, middle - half))...min(1, max(fraction, middle + half))
    }
}
