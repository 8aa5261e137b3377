package import Evolution

extension Evolution {
    /// The fitness of the fittest; nil if there is none, or if several objectives have a front instead.
    package var bestFitness: Double? { criteria.objectives > 1 ? nil : fittest?.outcome?.fitness }
}
