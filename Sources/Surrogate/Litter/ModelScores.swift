/// The fitness values of a model's genomes as the model uses them.
protocol ModelScores: Sendable {
    /// The score of each fitness, in the order given; a failure has the lowest one.
    var scores: [Double] { get }

    /// Returns the fitness of a score.
    func fitness(at score: Double) -> Double
}

extension RankInverseNormal: ModelScores {}

/// Fitness values as the model uses them, standardized: 0 for the median, 2.2 or less for the best, -3 or more for the
/// worst. Differences keep their proportions, so that a smooth function stays smooth; an outlier among the bad ones
/// does not dominate. Failures (-infinity) have the lowest score.
struct StandardizedFitness: ModelScores {
    let scores: [Double]
    private let middle: Double
    private let unit: Double

    private static let highest = 2.2
    private static let lowest = -3.0
    /// The lower quartile of the standard normal distribution, with the opposite sign.
    private static let quartile = 0.674_489_75

    /// Creates the scores of fitness values; -infinity marks a failure. All others are equal if their differences are 0
    /// or not finite.
    ///
    /// - Complexity: O(n log n)
    init(of fitness: [Double]) {
        let sorted = fitness.filter(\.isFinite).sorted()
        guard let best = sorted.last else {
            scores = fitness.map { _ in 0 }
            (middle, unit) = (0, 0)
            return
        }
        let middle = sorted[sorted.count / 2]
        let unit = max((best - middle) / Self.highest, (middle - sorted[sorted.count / 4]) / Self.quartile)
        self.middle = middle
        self.unit = unit.isFinite ? unit : 0
        scores = fitness.map { value in
            guard value.isFinite else { return Self.lowest }
            return unit > 0 && unit.isFinite ? max((value - middle) / unit, Self.lowest) : 0
        }
    }

    func fitness(at score: Double) -> Double {
        let value = middle + unit * score
        return value.isFinite ? value : middle
    }
}
