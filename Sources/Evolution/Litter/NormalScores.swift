#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Fitnesses as the model sees them: each by its rank alone, as the quantile of the normal distribution at that rank
/// (Blom, "Statistical estimates and transformed beta-variables", 1958). So nothing changes when the fitness is
/// replaced by any increasing function of itself, and no outlier can dominate. Equal fitnesses share their mean rank;
/// failures (-infinity) are equal to each other and below all others.
package struct NormalScores: Sendable {
    /// The score of each fitness, in the order given.
    package let scores: [Double]
    /// The distinct finite fitnesses in ascending order, with their scores: the way back.
    private let ladder: [(score: Double, fitness: Double)]

    /// The scores of some fitnesses; -infinity marks a failure. O(n log n).
    package init(of fitness: [Double]) {
        let order = fitness.indices.sorted { fitness[$0] < fitness[$1] }
        var scores = [Double](repeating: 0, count: fitness.count)
        var ladder: [(score: Double, fitness: Double)] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, fitness[order[end]] == fitness[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            let score = Self.quantile((rank - 0.375) / (Double(fitness.count) + 0.25))
            for index in order[start..<end] { scores[index] = score }
            if fitness[order[start]].isFinite { ladder.append((score, fitness[order[start]])) }
            start = end
        }
        self.scores = scores
        self.ladder = ladder
    }

    /// The fitness that a score stands for, along straight lines between those that are known and on beyond them.
    package func fitness(at score: Double) -> Double {
        guard let first = ladder.first else { return 0 }
        guard ladder.count > 1 else { return first.fitness }
        let upper = min(max(ladder.firstIndex { $0.score >= score } ?? ladder.count - 1, 1), ladder.count - 1)
        let (low, high) = (ladder[upper - 1], ladder[upper])
        let value = low.fitness + (high.fitness - low.fitness) * ((score - low.score) / (high.score - low.score))
        return value.isFinite ? value : high.fitness
    }

    /// The inverse of the normal distribution function (Acklam's rational approximation, relative error below 1.2e-9).
    package static func quantile(_ share: Double) -> Double {
        let tail = { (distance: Double) -> Double in
            let root = (-2 * log(distance)).squareRoot()
            let numerator =
                ((((-7.784894002430293e-03 * root - 3.223964580411365e-01) * root - 2.400758277161838) * root
                    - 2.549732539343734) * root + 4.374664141464968) * root + 2.938163982698783
            let denominator =
                (((7.784695709041462e-03 * root + 3.224671290700398e-01) * root + 2.445134137142996) * root
                    + 3.754408661907416) * root + 1
            return numerator / denominator
        }
        if share < 0.02425 { return tail(share) }
        if share > 1 - 0.02425 { return -tail(1 - share) }
        let offset = share - 0.5
        let square = offset * offset
        let numerator =
            (((((-3.969683028665376e+01 * square + 2.209460984245205e+02) * square - 2.759285104469687e+02) * square
                + 1.383577518672690e+02) * square - 3.066479806614716e+01) * square + 2.506628277459239) * offset
        let denominator =
            ((((-5.447609879822406e+01 * square + 1.615858368580409e+02) * square - 1.556989798598866e+02) * square
                + 6.680131188771972e+01) * square - 1.328068155288572e+01) * square + 1
        return numerator / denominator
    }
}
