import Statistics

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
}

extension ComparisonReport {
    init(
        _ comparison: SearchComparison, objective: String, oriented: (Double) -> Double, wanted: Int?, seconds: Double
    ) {
        let mine = SearchComparison.bestSoFar(comparison.evolution)
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
        let numbers = (1...max(1, steps)).map { step -> [Double?] in
            let index = count * step / max(1, steps) - 1
            return [nil] + [mine, others].map { $0[index].map(oriented) } + (band.isEmpty ? [] : [nil])
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
            shareBeaten: beaten?.fraction, shareBeatenLow: beaten?.interval.lowerBound,
            shareBeatenHigh: beaten?.interval.upperBound, ties: comparison.ties, asGood: again?.hits,
            aheadLow: again.map { 1 - $0.probabilityOfAHit.upperBound },
            aheadHigh: again.map { 1 - $0.probabilityOfAHit.lowerBound }, wanted: wanted, objective: objective,
            table: Table(columns: columns.map { .init($0, .right) }, rows: rows, numbers: numbers), seconds: seconds)
    }

    private static func words(for range: ClosedRange<Double>, _ oriented: (Double) -> Double) -> String {
        let ends = [oriented(range.lowerBound), oriented(range.upperBound)].sorted().map(Numbers.score)
        return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
    }
}
