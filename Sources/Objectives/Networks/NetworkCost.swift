public import Evolution
import Networks

extension NetworkObjective {
    /// An estimate of the cost of a genome's training, without the data: it may outlive the objective.
    public var costEstimate: CostEstimate {
        let reader = reader
        return { genome in (try? reader.blueprint(of: genome)).map(Self.cost) }
    }

    /// Returns the approximate cost of a training.
    static func cost(of blueprint: NetworkBlueprint) -> Double {
        // With small batches, updating the parameters takes a larger fraction of the time.
        let step = Double(blueprint.architecture.parameterCount) * 24 / Double(blueprint.settings.batchSize)
        return Double(blueprint.architecture.multiplicationsPerSample) * 3 + step
    }
}
