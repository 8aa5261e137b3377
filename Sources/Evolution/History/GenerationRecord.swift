/// What is known of a whole generation: the numbers that its plot draws.
public struct GenerationRecord: Codable, Hashable, Sendable {
    /// The generation, from 1.
    public let generation: Int
    /// The mean fitness of the population at its end; nil while all have failed.
    public let mean: Double?
    /// The standard deviation of that fitness.
    public let deviation: Double?
    /// The best fitness in the population.
    public let best: Double?
    /// The best fitness ever.
    public let bestSoFar: Double?
    /// How many of the generation's births gave no fitness.
    public let failures: Int

    init(generation: Int, population: Population, bestSoFar: Double?, failures: Int) {
        let fitness = population.fitness.filter { $0.isFinite }
        self.generation = generation
        self.bestSoFar = bestSoFar
        self.failures = failures
        guard let best = fitness.max() else {
            (mean, deviation, self.best) = (nil, nil, nil)
            return
        }
        let count = Double(fitness.count)
        // Divided before they are summed: the largest numbers would overflow.
        let mean = fitness.reduce(0) { $0 + $1 / count }
        self.best = best
        self.mean = mean
        deviation = fitness.reduce(0) { $0 + ($1 - mean) * (($1 - mean) / count) }.squareRoot()
    }
}
