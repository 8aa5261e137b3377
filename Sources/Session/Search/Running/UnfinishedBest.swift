import Evolution
import Objectives

/// The best genome of a generation that the time limit stopped.
///
/// The evolution does not know it, because outcomes count in the order of births and this generation will be evaluated
/// as a whole when the search continues. Until then, it is the fittest one to show and to train.
struct UnfinishedBest: Codable, Hashable, Sendable {
    /// The genome with its outcome.
    let fittest: Organism
    /// The standard deviation of the parts that its fitness is the mean of; nil for a single part.
    let deviation: Double?
    /// The number of births of the generation that were measured.
    let measured: Int
    /// The number of births of the generation.
    let population: Int

    private enum CodingKeys: String, CodingKey { case fittest, deviation, measured, population }

    /// The generation, from 1.
    var generation: Int { fittest.generation }

    /// Returns the best of the births whose parts were all measured; nil if none has a fitness.
    init?(of asked: PendingEvaluations, below limit: Int, population: Int, objective: any Objective) {
        var best: FinishedEvaluation?
        var measured = 0
        for wanted in asked.wanted where wanted.birth.id < limit {
            let parts = wanted.keys.compactMap { asked.results[$0] }
            guard parts.count == wanted.keys.count else { continue }
            if parts.contains(where: { if case .abandoned = $0 { true } else { false } }) { continue }
            measured += 1
            let finished = FinishedEvaluation(wanted, parts: parts, objective: objective)
            guard case .fitness(let fitness, let size) = finished.outcome, fitness.isFinite else { continue }
            if let best, !best.outcome.isWeaker(than: fitness, size: size) { continue }
            best = finished
        }
        guard let best else { return nil }
        fittest = Organism(best.birth, outcome: best.outcome)
        deviation = best.deviation
        self.measured = measured
        self.population = population
    }

    /// True if the numbers are possible.
    func isSound(of genus: Genus) -> Bool {
        (1...population).contains(measured) && fittest.id >= 0 && fittest.generation > 0
            && (deviation ?? 0).isFinite && fittest.outcome?.fitness?.isFinite == true
            && genus.contains(fittest.genome)
    }
}

extension Outcome {
    /// Returns true if a fitness, or the same with a smaller size, is better than this outcome.
    func isWeaker(than fitness: Double, size: Double) -> Bool {
        guard case .fitness(let mine, let mySize) = self else { return true }
        return mine < fitness || mine == fitness && mySize > size
    }
}

extension SessionState {
    /// The best genome of an unfinished generation, if it is better than all of finished ones; otherwise nil.
    var fittestUnfinished: UnfinishedBest? {
        guard let unfinishedBest, case .fitness(let fitness, let size)? = unfinishedBest.fittest.outcome else {
            return nil
        }
        guard let known = evolution?.fittest?.outcome else { return unfinishedBest }
        return known.isWeaker(than: fitness, size: size) ? unfinishedBest : nil
    }

    /// The best genome of all that were measured; nil before the first fitness.
    var fittest: Organism? { fittestUnfinished?.fittest ?? evolution?.fittest }
}

extension SessionState {
    /// The measured part of a generation that the time limit stopped; nil if there is none.
    var unfinishedReport: UnfinishedReport? {
        guard let unfinishedBest, let fitness = unfinishedBest.fittest.outcome?.fitness else { return nil }
        return UnfinishedReport(
            generation: unfinishedBest.generation, measured: unfinishedBest.measured,
            population: unfinishedBest.population, best: (objective?.direction ?? .maximize).oriented(fitness),
            isFittest: fittestUnfinished != nil)
    }
}
