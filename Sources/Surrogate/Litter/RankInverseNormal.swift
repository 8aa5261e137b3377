import Populations
import Statistics

/// Fitness values as the model uses them: each by its rank alone, as the quantile of the normal distribution at that
/// rank (Blom, "Statistical estimates and transformed beta-variables", 1958). No monotonic transformation of the
/// fitness changes the result, and no outlier can dominate. Equal fitness values share their mean rank; failures
/// (-infinity) are equal to each other and below all others.
package struct RankInverseNormal: Sendable {
    /// The score of each fitness, in the order given.
    package let scores: [Double]
    /// The distinct finite fitness values in ascending order, with their scores, for the inverse transformation.
    private let ladder: [(score: Double, fitness: Double)]

    /// Creates the scores of fitness values; -infinity marks a failure.
    ///
    /// - Complexity: O(n log n)
    package init(of fitness: [Double]) {
        let order = fitness.indices.sorted { fitness[$0] < fitness[$1] }
        var scores = [Double](repeating: 0, count: fitness.count)
        var ladder: [(score: Double, fitness: Double)] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, fitness[order[end]] == fitness[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            let score = NormalDistribution.quantile((rank - 0.375) / (Double(fitness.count) + 0.25))
            for index in order[start..<end] { scores[index] = score }
            if fitness[order[start]].isFinite { ladder.append((score, fitness[order[start]])) }
            start = end
        }
        self.scores = scores
        self.ladder = ladder
    }

    /// Returns the fitness of a score, by linear interpolation between known values and extrapolation beyond them.
    package func fitness(at score: Double) -> Double {
        guard let first = ladder.first else { return 0 }
        guard ladder.count > 1 else { return first.fitness }
        let upper = min(max(ladder.firstIndex { $0.score >= score } ?? ladder.count - 1, 1), ladder.count - 1)
        let (low, high) = (ladder[upper - 1], ladder[upper])
        let value = low.fitness + (high.fitness - low.fitness) * ((score - low.score) / (high.score - low.score))
        return value.isFinite ? value : high.fitness
    }
}
