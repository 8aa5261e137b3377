import Evolution
import Foundation

/// Two searches with the same number of evaluations: the evolution and one that learns nothing.
struct Comparison: Codable, Hashable, Sendable {
    /// The strategy of the other search.
    let other: String
    /// The fitness of each evaluation of the evolution in the order of births; nil for failures.
    let evolution: [Double?]
    /// The same of the other search.
    let others: [Double?]

    private enum CodingKeys: String, CodingKey { case other, evolution, others }

    /// Reads the outcomes of two searches.
    init(_ evolution: Evolution, with other: Evolution) {
        func outcomes(_ search: Evolution) -> [Double?] {
            (0..<search.evaluations).map { search.history.outcome($0)?.fitness }
        }
        self.other = other.settings.strategy.name
        self.evolution = outcomes(evolution)
        others = outcomes(other)
    }

    /// The best after each evaluation; nil before the first fitness.
    static func bestSoFar(_ fitness: [Double?]) -> [Double?] {
        var best: Double?
        return fitness.map { value in
            best = [best, value].compactMap { $0 }.max()
            return best
        }
    }

    /// How often the evolution's best beats the best of as many draws, with replacement, from the other search's
    /// outcomes; ties count half. The limit of endless resampling (Efron, "Bootstrap methods: another look at the
    /// jackknife", 1979): a best of n draws is at most v with the chance (share of outcomes at most v)ⁿ. Nil where
    /// nothing has a fitness.
    var shareBeaten: Double? {
        guard let best = evolution.compactMap({ $0 }).max(), !others.isEmpty else { return nil }
        let values = others.map { $0 ?? -.infinity }
        func chance(_ isCounted: (Double) -> Bool) -> Double {
            var chance = 1.0
            let share = Double(values.count(where: isCounted)) / Double(values.count)
            for _ in values { chance *= share }
            return chance
        }
        let (below, notAbove) = (chance { $0 < best }, chance { $0 <= best })
        return below + (notAbove - below) / 2
    }

    /// Where the best of other searches would lie after each evaluation, with a chance of 95%: the quantiles, from 2.5% to
    /// 97.5%, of the best of as many draws, with replacement, from the other search's outcomes. The best of n draws is at
    /// most v with the chance (share of outcomes at most v)ⁿ. Nil where a quantile is a failure.
    var otherBand: [ClosedRange<Double>?] {
        let sorted = others.map { $0 ?? -.infinity }.sorted()
        func quantile(_ chance: Double, of draws: Int) -> Double {
            let share = pow(chance, 1 / Double(draws))
            let place = Int((share * Double(sorted.count) - 1e-9).rounded(.up)) - 1
            return sorted[min(max(place, 0), sorted.count - 1)]
        }
        return sorted.indices.map { place in
            let (low, high) = (quantile(0.025, of: place + 1), quantile(0.975, of: place + 1))
            return low.isFinite && high.isFinite ? low...high : nil
        }
    }
}

/// What `compare` found.
public struct ComparisonReport: Codable, Hashable, Sendable {
    /// The other search.
    public let other: String
    /// The evaluations of each.
    public let evaluations: Int
    /// The best of the evolution.
    public let best: Double?
    /// The best of the other search.
    public let otherBest: Double?
    /// How often the evolution's best beats the best of as many resampled others, 0 to 1.
    public let shareBeaten: Double?
    /// What is sought.
    public let objective: String
    /// The best so far of both, after some evaluations.
    public let table: Table
    /// Seconds that the other search took.
    public let seconds: Double
}
