/// The statistics of a whole generation, as its plot shows them.
public struct GenerationRecord: Codable, Hashable, Sendable {
    /// The generation, from 1.
    public let generation: Int
    /// The mean fitness of the population at its end; nil if all have failed.
    public let mean: Double?
    /// The standard deviation of that fitness.
    public let deviation: Double?
    /// The best fitness in the population.
    public let best: Double?
    /// The best fitness so far.
    public let bestSoFar: Double?
    /// The number of births in the generation without a fitness.
    public let failures: Int

    private enum CodingKeys: String, CodingKey { case generation, mean, deviation, best, bestSoFar, failures }

    /// Creates the record from the fitness of each organism in the population; with several objectives, the value of
    /// the first one.
    package init(generation: Int, fitness: [Double], bestSoFar: Double?, failures: Int) {
        let fitness = fitness.filter { $0.isFinite }
        self.generation = generation
        self.bestSoFar = bestSoFar
        self.failures = failures
        guard let best = fitness.max() else {
            (mean, deviation, self.best) = (nil, nil, nil)
            return
        }
        let count = Double(fitness.count)
        // Divided before summing: the largest numbers would overflow.
        let mean = fitness.reduce(0) { $0 + $1 / count }
        self.best = best
        self.mean = mean
        let variance = fitness.reduce(0) { $0 + ($1 - mean) * (($1 - mean) / count) }
        deviation = variance.isFinite ? variance.squareRoot() : Self.hugeDeviation(of: fitness, mean: mean)
    }

    /// Returns the standard deviation of numbers whose squares overflow.
    private static func hugeDeviation(of numbers: [Double], mean: Double) -> Double {
        // Halves, because the difference of two finite numbers may be infinite.
        let differences = numbers.map { $0 / 2 - mean / 2 }
        let largest = differences.reduce(0) { max($0, $1.magnitude) }
        let variance = differences.reduce(0) { $0 + ($1 / largest) * ($1 / largest) / Double(numbers.count) }
        return min(variance.squareRoot() * largest * 2, .greatestFiniteMagnitude)
    }
}
