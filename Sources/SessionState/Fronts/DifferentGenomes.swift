package import Evolution

extension Evolution {
    /// The number of different genomes evaluated.
    ///
    /// - Complexity: O(evaluations × genes)
    package var differentGenomes: Int { Set((0..<evaluations).map(history.genome)).count }

    /// The feasible births with their values, each genome once; of equal values, all genomes.
    package var distinctMeasured: [(id: Int, values: [Double])] {
        var seen: Set<Genome> = []
        return (0..<evaluations).compactMap { id in
            guard let vector = history.outcome(id)?.vector, vector.isFeasible,
                seen.insert(history.genome(id)).inserted
            else { return nil }
            return (id, vector.values)
        }
    }
}
