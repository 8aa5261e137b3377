/// A proportion that was estimated from some trials.
public struct Proportion: Codable, Hashable, Sendable {
    /// The successes; half ones are allowed, for ties.
    public let successes: Double
    /// The trials, 1 or more.
    public let trials: Int

    /// The successes among some trials.
    public init(_ successes: Double, of trials: Int) {
        self.successes = successes
        self.trials = max(1, trials)
    }

    /// The share of successes, 0 to 1.
    public var share: Double { successes / Double(trials) }

    /// The 95% confidence interval of the probability of a success (Wilson, "Probable inference, the law of succession, and
    /// statistical inference", 1927). O(1).
    public var interval: ClosedRange<Double> { Self.interval(of: share, trials: trials) }

    /// Wilson's 95% confidence interval for a share that was measured in some trials.
    public static func interval(of share: Double, trials: Int) -> ClosedRange<Double> {
        let (count, z) = (Double(max(1, trials)), NormalDistribution.twoSided95)
        let share = min(max(share, 0), 1)
        let middle = (share + z * z / (2 * count)) / (1 + z * z / count)
        let half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        return max(0, min(share, middle - half))...min(1, max(share, middle + half))
    }
}
