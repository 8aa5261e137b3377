public import Genes
import Populations

extension Evolution {
    /// Gives the conditions back to a search that was decoded, because they cannot be encoded.
    ///
    /// - Throws: `EvolutionError.infeasible` if no genome meets them, `.foreignConditions` if a living genome misses
    ///   one of them.
    /// - Complexity: O(size × genes), and the search for a feasible genome
    public mutating func constrain(by feasibility: Feasibility?) throws(EvolutionError) {
        var constrained = genus.constrained(by: feasibility)
        try constrained.findWitness(seed: tieSeed)
        let width = constrained.genes.count
        var populations = [members.codes, waiting.codes]
        if phase == .replace { populations.append(offspring.young.codes) }
        if let rounds {
            var next = OffspringBatch(genes: width)
            next.prepare(rounds.round.count)
            rounds.write(rounds.round, into: &next, of: constrained)
            populations.append(next.young.codes)
        }
        for codes in populations {
            for row in 0..<codes.count / width where !constrained.isFeasible(codes, row: row) {
                throw .foreignConditions(feasibility?.conditions ?? [])
            }
        }
        genus = constrained
    }
}
