package import Evolution
import Objectives
package import Reports
package import SearchRunner

extension SessionState {
    /// The best genome of an unfinished generation, if it is better than all of finished ones, or the knee of several
    /// objectives; otherwise nil.
    package var fittestUnfinished: UnfinishedBest? {
        guard let unfinishedBest, let outcome = unfinishedBest.fittest.outcome else { return nil }
        guard let evolution, let known = evolution.fittest?.outcome else { return unfinishedBest }
        if evolution.criteria.objectives > 1, known.isFeasible, let vector = outcome.vector {
            var front = evolution.front
            front.insert(unfinishedBest.fittest.id, vector)
            return front.knee?.id == unfinishedBest.fittest.id ? unfinishedBest : nil
        }
        return known.isWeaker(than: outcome) ? unfinishedBest : nil
    }

    /// The best genome of all that were measured; nil before the first fitness.
    package var fittest: Organism? { fittestUnfinished?.fittest ?? evolution?.fittest }

    /// The fitness of the best genome; nil if there is none, or if several objectives have a front instead.
    package var bestFitness: Double? {
        (evolution?.criteria.objectives ?? 1) > 1 ? nil : fittest?.outcome?.fitness
    }
}

extension SessionState {
    /// The measured part of a generation that the time limit stopped; nil if there is none.
    package var unfinishedReport: UnfinishedReport? {
        guard let unfinishedBest, let vector = unfinishedBest.fittest.outcome?.vector else { return nil }
        return UnfinishedReport(
            generation: unfinishedBest.generation, measured: unfinishedBest.measured,
            population: unfinishedBest.population,
            best: (objective?.direction ?? .maximize).oriented(vector.values[0]),
            isFittest: fittestUnfinished != nil,
            values: vector.values.count > 1 ? objective.map { FrontReport.values(vector.values, $0.named) } : nil)
    }
}
