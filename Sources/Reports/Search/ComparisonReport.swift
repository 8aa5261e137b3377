/// The result of `compare`.
public struct ComparisonReport: Codable, Hashable, Sendable {
    /// The strategy of the other search.
    public let other: String
    /// The evaluations of each search.
    public let evaluations: Int
    /// The best value of the evolution.
    public let best: Double?
    /// The best value of the other search; the median if there were several.
    public let otherBest: Double?
    /// The number of other searches.
    public let searches: Int
    /// The fraction of the random searches that the evolution beats, ties counted half, 0 to 1; nil for a single
    /// search.
    public let shareBeaten: Double?
    /// The lower end of the fraction's 95% confidence interval (Wilson).
    public let shareBeatenLow: Double?
    /// The interval's upper end.
    public let shareBeatenHigh: Double?
    /// The number of random searches whose best equals the evolution's.
    public let ties: Int
    /// The number of genomes of a single random search that are at least as good as the evolution's best; nil for
    /// several searches.
    public let asGood: Int?
    /// The lower end of the 95% confidence interval of a probability: that another random search of the same length
    /// finds no genome as good. Estimated from a single search.
    public let aheadLow: Double?
    /// The interval's upper end.
    public let aheadHigh: Double?
    /// The number of searches requested if Ctrl-C stopped them early; otherwise nil.
    public let wanted: Int?
    /// The objective as text.
    public let objective: String
    /// The best value so far of both searches, at up to ten numbers of evaluations.
    public let table: Table
    /// The duration of the other searches in seconds.
    public let seconds: Double
    /// Simpler predictions on the same rows; nil if the objective trains no networks.
    public var baselines: BaselinesReport?

    package init(
        other: String, evaluations: Int, best: Double?, otherBest: Double?, searches: Int, shareBeaten: Double?,
        shareBeatenLow: Double?, shareBeatenHigh: Double?, ties: Int, asGood: Int?, aheadLow: Double?,
        aheadHigh: Double?, wanted: Int?, objective: String, table: Table, seconds: Double,
        baselines: BaselinesReport? = nil
    ) {
        self.other = other
        self.evaluations = evaluations
        self.best = best
        self.otherBest = otherBest
        self.searches = searches
        self.shareBeaten = shareBeaten
        self.shareBeatenLow = shareBeatenLow
        self.shareBeatenHigh = shareBeatenHigh
        self.ties = ties
        self.asGood = asGood
        self.aheadLow = aheadLow
        self.aheadHigh = aheadHigh
        self.wanted = wanted
        self.objective = objective
        self.table = table
        self.seconds = seconds
        self.baselines = baselines
    }
}
