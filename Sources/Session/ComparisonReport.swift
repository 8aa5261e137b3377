import Statistics

/// The result of `compare`.
public struct ComparisonReport: Codable, Hashable, Sendable {
    /// The strategy of the other search.
    public let other: String
    /// The evaluations of each search.
    public let evaluations: Int
    /// The best value of the evolution.
    public let best: Double?
    /// The best value of the other search, the median where there were several.
    public let otherBest: Double?
    /// The number of other searches.
    public let searches: Int
    /// The share of the random searches that the evolution beats, ties counted half, 0 to 1; nil for a single search.
    public let shareBeaten: Double?
    /// The lower end of the share's 95% confidence interval (Wilson).
    public let shareBeatenLow: Double?
    /// The interval's upper end.
    public let shareBeatenHigh: Double?
    /// The random searches whose best equals the evolution's.
    public let ties: Int
    /// The genomes of a single random search that are as good as the evolution's best or better; nil for several searches.
    public let asGood: Int?
    /// The probability that another random search of as many evaluations finds no genome as good, from a single one: the
    /// lower end of its 95% confidence interval.
    public let aheadLow: Double?
    /// The interval's upper end.
    public let aheadHigh: Double?
    /// The number of searches that were wanted, where Ctrl-C ended it earlier.
    public let wanted: Int?
    /// The objective in words.
    public let objective: String
    /// The best so far of both after some evaluations.
    public let table: Table
    /// Seconds that the other searches took.
    public let seconds: Double
}

extension ComparisonReport {
    init(
        _ comparison: Comparison, objective: String, oriented: (Double) -> Double, wanted: Int?, seconds: Double
    ) {
        let mine = Comparison.bestSoFar(comparison.evolution)
        let others = comparison.otherBest
        let band = comparison.searches == nil ? [] : comparison.otherBand
        let count = min(mine.count, others.count)
        let steps = min(10, count)
        let rows = (1...max(1, steps)).map { step in
            let index = count * step / max(1, steps) - 1
            let cells = [mine, others].map { $0[index].map { Numbers.score(oriented($0)) } ?? "–" }
            guard !band.isEmpty else { return ["\(index + 1)"] + cells }
            return ["\(index + 1)"] + cells + [band[index].map { Self.words(for: $0, oriented) } ?? "–"]
        }
        let columns =
            comparison.searches == nil
            ? ["evaluations", "evolution", comparison.other]
            : ["evaluations", "evolution", "\(comparison.other), median", "95% of searches"]
        let beaten = comparison.beaten
        let again = comparison.searchAgain
        self.init(
            other: comparison.other, evaluations: count, best: (mine.last ?? nil).map(oriented),
            otherBest: (others.last ?? nil).map(oriented), searches: comparison.searches?.bests.count ?? 1,
            shareBeaten: beaten?.share, shareBeatenLow: beaten?.interval.lowerBound,
            shareBeatenHigh: beaten?.interval.upperBound, ties: comparison.ties, asGood: again?.hits,
            aheadLow: again.map { 1 - $0.probabilityOfAHit.upperBound },
            aheadHigh: again.map { 1 - $0.probabilityOfAHit.lowerBound }, wanted: wanted, objective: objective,
            table: Table(columns: columns.map { .init($0, .right) }, rows: rows), seconds: seconds)
    }

    private static func words(for range: ClosedRange<Double>, _ oriented: (Double) -> Double) -> String {
        let ends = [oriented(range.lowerBound), oriented(range.upperBound)].sorted().map(Numbers.score)
        return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
    }
}
