import Fronts
import Genes
import Populations

/// Several objectives and conditions: the fitness of the members is their rank among themselves, computed whenever
/// the population changes. Selection, elites and replacement then work as with one objective.
extension Evolution {
    /// Records the vector of the next birth in order.
    mutating func take(_ vector: ObjectiveVector, size: Double) {
        // Any number: the members are ranked once all outcomes are known.
        set(0, size: size, of: reported)
        history.tell(reported, vector, size: size)
        note(reported, vector, size: size)
        moveOnAfterOutcome()
    }

    /// Keeps a birth if it belongs to the front, or is the best so far.
    private mutating func note(_ id: Int, _ vector: ObjectiveVector, size: Double) {
        if criteria.objectives > 1, front.insert(id, vector) {
            best = nil
            return
        }
        guard criteria.objectives == 1 || front.points.isEmpty else { return }
        if let other = best?.outcome, let rival = other.vector {
            guard !rival.constrainedDominates(vector) else { return }
            guard vector.constrainedDominates(rival) || size < other.size else { return }
        }
        best = history.organism(id)
    }

    /// Rebuilds what follows from the history.
    mutating func rebuildFront() {
        guard criteria.objectives > 1 else { return }
        front = history.front(of: reported)
    }

    /// Returns a population with the rank of each member as its fitness; NaN without an outcome.
    ///
    /// - Complexity: that of the ranking
    func assessed(_ population: Population) -> Population { assessed(population) { () throws(Never) in } }

    /// Returns a population with the rank of each member as its fitness, if nobody stops it.
    func assessed<Stop: Error>(
        _ population: Population, check: () throws(Stop) -> Void
    ) throws(Stop) -> Population {
        var population = population
        let rows = population.fitness.indices.filter { !population.fitness[$0].isNaN }
        let vectors = rows.map { history.outcome(population.births[$0])?.vector }
        for (row, fitness) in zip(rows, try criteria.ranking.fitness(of: vectors, check: check)) {
            population.fitness[row] = fitness
        }
        return population
    }

    /// Makes the organisms of some births the population, as far as it has room: the survivors of a round.
    mutating func settle(_ births: [Int]) {
        var survivors = Population(genes: genus.genes.count)
        for birth in births.suffix(settings.size) {
            let organism = history.organism(birth)
            survivors.append(
                row: 0, of: GeneCodes(organism.genome.codes), birth: birth,
                fitness: organism.outcome?.vector == nil ? -.infinity : 0, size: organism.outcome?.size ?? 0)
        }
        members = assessed(survivors)
    }

    /// The value of the first objective of each member with an outcome.
    var firstObjectives: [Double] { population.births.compactMap { history.outcome($0)?.fitness } }
}
