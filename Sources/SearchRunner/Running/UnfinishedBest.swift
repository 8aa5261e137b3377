package import Evolution
import Objectives

/// The best genome of a generation that the time limit stopped.
///
/// The evolution does not know it, because outcomes count in the order of births and this generation will be evaluated
/// as a whole when the search continues. Until then, it is the fittest one to show and to train.
package struct UnfinishedBest: Codable, Hashable, Sendable {
    /// The genome with its outcome.
    package let fittest: Organism
    /// The next fittest ones with different genomes, feasible and the fittest first, at most `mostOthers`; empty with
    /// several objectives, and in sessions of versions that did not keep them.
    package let others: [Organism]
    /// The standard deviation of the parts that its fitness is the mean of; nil for a single part.
    package let deviation: Double?
    /// The number of births of the generation that were measured.
    package let measured: Int
    /// The number of births of the generation.
    package let population: Int

    private enum CodingKeys: String, CodingKey { case fittest, others, deviation, measured, population }

    /// The number of networks that `ensemble` may want besides the fittest.
    private static let mostOthers = 50

    /// The generation, from 1.
    package var generation: Int { fittest.generation }

    /// Returns the best of the births whose parts were all measured; nil if none has a fitness.
    ///
    /// A birth on its way to a higher rung counts with the result at the last rung that it reached. With several
    /// objectives, the best is the knee of the front of all measured ones, or if that is an earlier genome, the knee of
    /// the front of these births.
    ///
    /// - Parameter front: The front of several objectives before this generation, or with some of its births.
    init?(
        of asked: PendingEvaluations, below limit: Int, population: Int, objective: any Objective,
        conditions: ResultConditions?, front: Front
    ) {
        var best: FinishedEvaluation?
        var feasible: [Organism] = []
        var measured = 0
        var (whole, own, compromises): (Front, Front, [Int: FinishedEvaluation]) = (front, Front(), [:])
        for wanted in asked.wanted where wanted.birth.id < limit {
            guard let keys = wanted.measuredKeys(in: asked.results) else { continue }
            let parts = keys.compactMap { asked.results[$0] }
            if parts.contains(where: { if case .abandoned = $0 { true } else { false } }) { continue }
            measured += 1
            let finished = FinishedEvaluation(
                wanted, parts: parts, objective: objective, conditions: conditions)
            guard let vector = finished.outcome.vector, vector.values.allSatisfy(\.isFinite) else { continue }
            if vector.values.count == 1, vector.isFeasible {
                feasible.append(Organism(wanted.birth, outcome: finished.outcome))
            }
            if vector.values.count > 1, vector.isFeasible {
                whole.insert(wanted.birth.id, vector)
                if own.insert(wanted.birth.id, vector) { compromises[wanted.birth.id] = finished }
            }
            if let best, !best.outcome.isWeaker(than: finished.outcome) { continue }
            best = finished
        }
        let knee = whole.knee.flatMap { compromises[$0.id] } ?? own.knee.flatMap { compromises[$0.id] }
        guard let best = knee ?? best else { return nil }
        let fittest = Organism(best.birth, outcome: best.outcome)
        self.fittest = fittest
        others = Array(feasible.fittestFirst.filter { $0.genome != fittest.genome }.prefix(Self.mostOthers))
        deviation = best.deviation
        self.measured = measured
        self.population = population
    }

    /// Decodes a value; those of older versions have no others.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fittest = try container.decode(Organism.self, forKey: .fittest)
        others = try container.decodeIfPresent([Organism].self, forKey: .others) ?? []
        deviation = try container.decodeIfPresent(Double.self, forKey: .deviation)
        measured = try container.decode(Int.self, forKey: .measured)
        population = try container.decode(Int.self, forKey: .population)
    }

    /// True if the numbers are possible.
    package func isSound(of genus: Genus, criteria: Criteria) -> Bool {
        (1...population).contains(measured) && fittest.id >= 0 && fittest.generation > 0
            && (deviation ?? 0).isFinite && fittest.outcome?.vector?.values.count == criteria.objectives
            && fittest.outcome?.vector?.values.allSatisfy(\.isFinite) == true && genus.contains(fittest.genome)
            && others.allSatisfy {
                $0.id >= 0 && $0.outcome?.feasibleFitness?.isFinite == true && genus.contains($0.genome)
            }
    }
}

extension Outcome {
    /// Returns true if another outcome is better than this one: feasible instead of infeasible, less violation, a higher
    /// fitness or dominating values, or the same with a smaller size.
    package func isWeaker(than other: Outcome) -> Bool {
        guard let theirs = other.vector else { return false }
        guard let mine = vector else { return true }
        if theirs.constrainedDominates(mine) { return true }
        return !mine.constrainedDominates(theirs) && mine.values.count == 1 && size > other.size
    }
}
