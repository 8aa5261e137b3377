/// The prediction of the surrogate model for a genome before its evaluation.
public struct PredictedFitness: Codable, Hashable, Sendable {
    /// The predicted mean fitness.
    public let fitness: Double
    /// The fitness one standard deviation below.
    public let low: Double
    /// The fitness one standard deviation above.
    public let high: Double

    private enum CodingKeys: String, CodingKey { case fitness, low, high }

    package init(fitness: Double, low: Double, high: Double) {
        self.fitness = fitness
        self.low = low
        self.high = high
    }
}
