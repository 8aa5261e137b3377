package import Reports
package import SessionState
import Statistics

extension ComparisonReport {
    package init(
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
