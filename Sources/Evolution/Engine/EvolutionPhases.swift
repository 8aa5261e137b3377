import Genes
import Populations
import Randomness
import Surrogate

/// The phases: each changes the state of the search and draws from its own generator only.
extension Evolution {
    /// Plans the first population.
    mutating func begin(like: [PartialGenome]) {
        rounds = RoundSearch(settings, of: genus, like: like, criteria, &generator)
        if rounds != nil { return bearRound() }
        offspring.prepare(firstBirths(like: like.count))
        do throws(PhaseStop.Requested) {
            try settings.strategy.rules.drawFirst(like: like, in: &self)
        } catch {
            isGivenUp = true
            return
        }
        bear()
    }

    /// Runs the current phase, which must not be the evaluation, and moves on to the next, unless it is given up.
    mutating func advance() {
        do throws(PhaseStop.Requested) {
            switch phase {
            case .evaluate: return
            case .elites: try chooseElites()
            case .breeders: try drawBreeders()
            case .breed: try settings.strategy.rules.breed(in: &self)
            case .mutate: try mutate()
            case .replace: try replace()
            }
        } catch {
            isGivenUp = true
            return
        }
        moveOn()
    }

    mutating func moveOn() {
        let phases = settings.strategy.phases
        guard let index = phases.firstIndex(of: phase) else { return }
        phase = phases[(index + 1) % phases.count]
        // In strategies of single births, the next one can often be planned before the last one is evaluated.
        if phase == .evaluate, reported >= needed { moveOn() }
    }

    /// The number of births whose outcome must be known before the next one can be planned.
    var needed: Int {
        guard joining == .oneByOne else { return planned }
        if let round = rounds?.round { return planned < round.upperBound ? round.lowerBound : round.upperBound }
        let known = planned + 1 - settings.birthsAtOnce
        // If more births are planned ahead than a population has members, breeding waits for the whole first
        // population.
        return settings.birthsAtOnce > settings.size ? max(settings.size, known) : known
    }

    /// The number of births that are drawn from the search space before the first child is bred. With a surrogate model
    /// and single births a few are enough: the model chooses the others. All workers have something to evaluate, and all
    /// given genomes are among them.
    private func firstBirths(like given: Int) -> Int {
        guard joining == .oneByOne, !criteria.isRanked, litterSize > 1, settings.strategy.settings.contains(.litter)
        else { return settings.size }
        return min(settings.size, max(settings.birthsAtOnce + Self.firstKnown, Self.firstDesign, given))
    }

    /// The number of births drawn from the search space if a surrogate model chooses the others.
    private static let firstDesign = 8
    /// The number of known results from which the first child is bred, less one.
    private static let firstKnown = 4

    private mutating func chooseElites() throws(PhaseStop.Requested) {
        if settings.isCrowding {
            // Parents stay beside the children until each child has competed with one of them.
            elites = Crowding.couples(of: members.count, &generator)
        } else if criteria.objectives > 1 {
            // All parents compete with their children (the (μ + λ) selection of NSGA-II).
            elites = Array(0..<Int32(members.count))
        } else {
            try settings.elites.choose(
                settings.eliteCount(of: members.count), from: members, by: settings.selection, into: &elites,
                &generator, stop)
        }
    }

    private mutating func drawBreeders() throws(PhaseStop.Requested) {
        if settings.isCrowding {
            pool = elites
        } else {
            let count = settings.strategy.rules.breeders(for: settings.broodSize, in: settings)
            if let tournament = try crowdedTournament(check: stop.check) {
                tournament.draw(count, into: &pool, &generator)
            } else {
                settings.parentSelection.draw(count, from: try rivals(stop.check), into: &pool, &generator)
            }
        }
    }

    /// Returns the members with the fitness used for selection.
    private func rivals<Stop: Error>(_ check: () throws(Stop) -> Void) throws(Stop) -> Population {
        settings.niching == .sharing && settings.strategy.settings.contains(.niching)
            ? try Sharing.shared(members, of: genus, check: check) : members
    }

    /// Plans the births of this round, up to the end of a generation.
    mutating func bearRound() {
        guard let rounds else { return }
        let end = min(rounds.round.upperBound, (planned / settings.size + 1) * settings.size)
        offspring.prepare(end - planned)
        rounds.write(planned..<end, into: &offspring, of: genus)
        bear()
    }

    /// True if the chosen child of a litter changes genes as long as its expected improvement increases.
    package var refinesChildren: Bool { litterSize > 1 && !criteria.isRanked && Litter.refines(settings) }

    /// The number of children bred for each birth; 1 if the model has no history to learn from.
    var litterSize: Int { isRecording ? settings.litter : 1 }

    private mutating func mutate() throws(PhaseStop.Requested) {
        let repair = OffspringRepair(offspring, settings: settings, of: genus)
        MutationOperator(settings, of: genus).mutate(&offspring, of: genus, &generator)
        try repair?.repair(&offspring, parents: members, &generator, stop)
        if renewsChildren {
            try born.update(history, stop)
            try born.renew(&offspring, settings: settings, genus: genus, &generator, stop)
            offspring.tidyChanges()
        }
        if litterSize > 1 {
            try born.update(history, stop)
            let births = settings.broodSize
            if criteria.isRanked {
                try frontLitters.choose(
                    births, from: &offspring, of: genus, settings: settings, history: history, criteria: criteria,
                    known: needed, born: &born, &generator, stop)
            } else {
                try litters.choose(
                    births, from: &offspring, of: genus, settings: settings,
                    cost: settings.litterRate == .time ? costEstimate : nil, history: history, known: needed,
                    born: &born, &generator, stop)
            }
        }
        if joining == .oneByOne { bear() }
    }

    /// True if children that were born before are mutated again: a copy adds nothing to a front. Litters do so anyway.
    ///
    /// Measured when tournaments still compared fronts (mean hypervolume of the last population after 4,000 evaluations, 60
    /// seeds, without and with it): OSY 15,353 and 15,547, TNK .6360 and .6385; after 10,000 evaluations OSY 15,910 and
    /// 16,080, TNK .6459 and .6470; after 25,000, 6 seeds, ZDT4 .8680 and .8677, DTLZ7 2.506 and 2.513.
    private var renewsChildren: Bool {
        criteria.objectives > 1 && settings.strategy == .evolution && litterSize == 1 && settings.mutation.value > 0
    }

    private mutating func replace() throws(PhaseStop.Requested) {
        guard joining == .oneByOne else {
            if !settings.strategy.phases.contains(.elites) { elites.removeAll(keepingCapacity: true) }
            return bear()
        }
        // Learning may end the round, which changes the number of births needed for the next one.
        let needed = needed
        let outcomes = criteria.isRanked && rounds != nil ? RoundOutcomes(history: history, criteria: criteria) : nil
        if rounds == nil { fill(with: waiting.births.prefix { $0 < needed }.count) }
        while let first = waiting.births.first, first < needed {
            // Each birth moves the rest of the queue, which takes long in a large population.
            try stop.check()
            let (fitness, size) = (waiting.fitness[0], waiting.sizes[0])
            admit()
            rounds?.learn(fitness, size: size, of: genus, outcomes, &generator)
            if outcomes != nil, let births = rounds?.settledBirths { settle(births) }
        }
    }

    /// Numbers the children and puts them into the population or the queue, unevaluated.
    private mutating func bear() {
        let count = offspring.young.count
        for child in 0..<count { offspring.young.births[child] = planned + child }
        history.add(offspring, from: planned)
        selfAdaptation.take(offspring)
        planned += count
        if joining == .oneByOne {
            for child in 0..<count {
                waiting.append(
                    row: child, of: offspring.young.codes, birth: offspring.young.births[child], fitness: .nan,
                    size: 0)
            }
        } else {
            Generational.replace(&members, by: &offspring.young, keeping: elites)
        }
        selfAdaptation.forget(except: members, waiting)
    }

    /// Moves the first births of the queue into the population, as far as it has room for them, at once: moving them one
    /// by one would move the rest of the queue each time.
    private mutating func fill(with count: Int) {
        let count = min(count, settings.size - members.count)
        guard count > 0 else { return }
        waiting.moveFirst(count, to: &members)
        if criteria.isRanked { members = assessed(members) }
    }

    /// Moves the first birth of the queue into the population.
    private mutating func admit() {
        waiting.move(0, to: &members)
        if criteria.isRanked { members = assessed(members) }
        guard members.count > settings.size else { return }
        if let row = rounds?.loser(among: members) {
            members.remove(row)
        } else if settings.strategy.rules.removesOldest {
            Ageing.removeOldest(from: &members)
        } else {
            var draws = Generator(seed: tieSeed, stream: UInt64(members.births.last ?? 0) + 1)
            members.removeWeakest(&draws)
        }
    }

    /// The population with all births whose outcome is known.
    var settled: Population {
        var copy = self
        copy.fill(with: waiting.fitness.prefix { !$0.isNaN }.count)
        while let known = copy.waiting.fitness.first, !known.isNaN { copy.admit() }
        return copy.members
    }

    mutating func close() {
        let bestSoFar = criteria.objectives > 1 ? front.points.first?.values.first : best?.outcome?.fitness
        history.close(
            GenerationRecord(
                generation: generation, fitness: criteria.isRanked ? firstObjectives : population.fitness,
                bestSoFar: bestSoFar, failures: history.failures(in: generation)))
    }

    func event(of phase: Phase, old: [Int], queue: [Int]) throws(PhaseStop.Requested) -> PhaseEvent {
        switch phase {
        case .evaluate: return .evaluated(births: [], discarded: [])
        case .elites:
            return .elites(
                chosen: chosenElites(of: members),
                wheel: settings.elites == .sampled ? try wheel(stop.check) : [])
        case .breeders: return .breeders(wheel: try wheel(stop.check), draws: pool.map { members.births[Int($0)] })
        case .breed:
            return .bred(
                (0..<offspring.young.count).map { child in
                    Offspring(
                        child: child, mother: offspring.mothers[child] < 0 ? nil : offspring.mothers[child],
                        father: offspring.fathers[child] < 0 || offspring.cuts[child] == .none
                            ? nil : offspring.fathers[child],
                        cut: offspring.cuts[child],
                        genome: offspring.young.genome(child))
                })
        case .mutate:
            let changes = offspring.changesByChild()
            let mutants = changes.enumerated().filter { !$1.isEmpty }.map { child, changes in
                Mutant(child: child, changes: changes, genome: offspring.young.genome(child))
            }
            let choices = offspring.expectations.enumerated().map { child, expectation in
                LitterChoice(child: child, siblings: litterSize, expectation: expectation)
            }
            return .mutated(mutants, litters: choices)
        case .replace:
            let now = Set(members.births)
            let before = Set(old)
            // Single births come from the queue, and may be too weak to stay at all.
            let left = Set(waiting.births)
            let born =
                joining == .oneByOne
                ? queue.filter { !left.contains($0) } : members.births.filter { !before.contains($0) }
            return .replaced(
                born: born, gone: (old + (joining == .oneByOne ? born : [])).filter { !now.contains($0) },
                stayed: old.filter(now.contains))
        }
    }

    /// The births of the elites, the fittest first.
    private func chosenElites(of members: Population) -> [Int] {
        let chosen = Set(elites.map(Int.init))
        return members.ranking.filter(chosen.contains).map { members.births[$0] }
    }

    /// Returns the probability of each member at one draw of a parent, if nobody stops it.
    private func drawnProbabilities<Stop: Error>(_ check: () throws(Stop) -> Void) throws(Stop) -> [Double] {
        guard let tournament = try crowdedTournament(check: check) else {
            return settings.parentSelection.probabilities(of: try rivals(check))
        }
        return try tournament.probabilities(check)
    }

    /// The wheel from which breeders are drawn, the fittest first.
    var wheel: [WheelShare] { wheel { () throws(Never) in } }

    /// Returns the wheel, if nobody stops it.
    private func wheel<Stop: Error>(_ check: () throws(Stop) -> Void) throws(Stop) -> [WheelShare] {
        let probabilities =
            settings.isCrowding
            ? [Double](repeating: 1 / Double(members.count), count: members.count)
            : try drawnProbabilities(check)
        return members.ranking.map { WheelShare(organism: members.births[$0], share: probabilities[$0]) }
    }
}
