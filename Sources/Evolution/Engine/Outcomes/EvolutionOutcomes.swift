import Genes
import Populations
import Randomness

/// The outcomes of births, taken in their order.
extension Evolution {
    /// Records the outcome of the next birth in order.
    mutating func take(_ outcome: Outcome) {
        if criteria.isRanked, let vector = outcome.vector { return take(vector, size: outcome.size) }
        guard case .failure(let reason) = outcome else {
            if case .fitness(let value, let size) = outcome { take(value, size: size) }
            return
        }
        set(-.infinity, size: 0, of: reported)
        history.tell(reported, failure: reason)
        moveOnAfterOutcome()
    }

    /// Records the fitness of the next birth in order.
    mutating func take(_ value: Double, size: Double) {
        set(value, size: size, of: reported)
        history.tell(reported, fitness: value, size: size)
        if value >= fittestFitness { noteFittest(reported, value, size) }
        moveOnAfterOutcome()
    }

    mutating func moveOnAfterOutcome() {
        reported += 1
        finishEvaluation()
        if isRecording, reported.isMultiple(of: settings.size) { close() }
    }

    /// Ends the evaluation if no outcome is missing any more.
    mutating func finishEvaluation() {
        guard phase == .evaluate, reported >= needed else { return }
        do throws(PhaseStop.Requested) {
            if criteria.isRanked { members = try assessed(members, check: stop.check) }
        } catch {
            isGivenUp = true
            return
        }
        if settings.isCrowding, members.count == 2 * settings.size {
            Crowding.settle(&members, size: settings.size, of: genus, gone: &discarded)
        } else {
            Generational.trim(&members, to: settings.size, gone: &discarded, &generator)
        }
        moveOn()
    }

    mutating func set(_ value: Double, size: Double, of id: Int) {
        let row = row(of: id)
        if joining == .oneByOne {
            waiting.fitness[row] = value
            waiting.sizes[row] = size
        } else {
            members.fitness[row] = value
            members.sizes[row] = size
        }
    }

    mutating func noteFittest(_ id: Int, _ value: Double, _ size: Double) {
        if value == fittestFitness, case .fitness(_, let smallest)? = best?.outcome, size >= smallest { return }
        fittestFitness = value
        best = Organism(
            id: id, generation: id / settings.size + 1, genome: birth(id).genome, outcome: .fitness(value, size: size))
    }

    func row(of id: Int) -> Int {
        joining == .oneByOne ? id - (waiting.births.first ?? 0) : id - (planned - settings.size)
    }

    func birth(_ id: Int) -> Birth {
        let genome = joining == .oneByOne ? waiting.genome(row(of: id)) : members.genome(row(of: id))
        return Birth(id: id, generation: id / settings.size + 1, genome: genome)
    }
}
