import Genes

extension [Organism] {
    /// Those with a fitness that meet all conditions, the fittest first and of equal ones the earlier born, each genome
    /// once.
    ///
    /// - Complexity: O(n log n)
    package var fittestFirst: [Organism] {
        var seen: Set<Genome> = []
        return filter { $0.outcome?.feasibleFitness != nil }.sorted { left, right in
            let (mine, theirs) = (left.outcome?.fitness ?? -.infinity, right.outcome?.fitness ?? -.infinity)
            return mine == theirs ? left.id < right.id : mine > theirs
        }.filter { seen.insert($0.genome).inserted }
    }
}
