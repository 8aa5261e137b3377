import Genes

extension Evolution {
    /// Returns the number of different genomes in the population; nil if there are more than `maximum`.
    ///
    /// - Complexity: O(organisms × genes); less if there are many different genomes
    public func differentGenomes(upTo maximum: Int) -> Int? {
        let population = population
        var different: Set<Genome> = []
        for row in 0..<population.count {
            different.insert(population.genome(row))
            if different.count > maximum { return nil }
        }
        return different.count
    }
}
