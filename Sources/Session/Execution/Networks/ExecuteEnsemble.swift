import CommandLanguage
import Datasets
import Evolution
import Networks
import Objectives
import Reports
import Statistics
import Time

extension EnsembleCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let start = ContinuousClock.now
        let (evolution, choice) = try session.evolved()
        let organisms =
            SearchFront(evolution, choice)?.fromKnee(evolution.evaluations).map(\.organism) ?? evolution.fittestFirst
        let objective = try session.networkObjective()
        let examples = try session.loadedExamples(for: "ensemble").examples
        var seen: Set<Fingerprint> = []
        var members: [(blueprint: NetworkBlueprint, fingerprint: Fingerprint)] = []
        // Different genomes may build the same network.
        for organism in organisms {
            let blueprint = try session.blueprint(of: organism, objective, limits)
            let fingerprint = try session.fingerprint(of: blueprint, objective)
            if seen.insert(fingerprint).inserted { members.append((blueprint, fingerprint)) }
            if members.count == count { break }
        }
        guard members.count == count else {
            throw .tooFewNetworks(members.count, expected: count)
        }
        let missing = members.filter { session.trainings[$0.fingerprint] == nil }
        let results = try session.train(
            missing.map { member in
                FullTraining(
                    epochs: limits.epochs, cost: Double(member.blueprint.architecture.multiplicationsPerSample)
                ) { cores, cancellation, progress throws(ObjectiveError) in
                    try objective.train(
                        member.blueprint, cores: cores, cancellation: cancellation, progress: progress)
                }
            }, context)
        var trained = session.trainings
        for (member, result) in zip(missing, results) {
            do {
                let outcome = try result.get()
                trained[member.fingerprint] = outcome
                session.keep(outcome, as: member.fingerprint)
            } catch {
                throw .failed(error.description)
            }
        }
        let outcomes = members.compactMap { trained[$0.fingerprint] }
        let settings = members[0].blueprint.settings
        let metric = settings.score
        guard let best = outcomes.best(by: metric) else { throw .noNetworkTrained }
        let together = Ensemble(outcomes.map(\.network))
        func gain(_ value: Double, over other: Double) -> Double {
            metric.isHigherBetter ? value.difference(from: other) : other.difference(from: value)
        }
        do {
            let split = examples.split
            let validation =
                try together.scores(on: split.validation, of: examples, loss: settings.loss, metrics: [metric])[metric]
                ?? .nan
            var test: (together: Double, alone: Double)?
            if !split.test.isEmpty {
                session.countTestRead(of: examples)
                test = (
                    try together.scores(on: split.test, of: examples, loss: settings.loss, metrics: [metric])[metric]
                        ?? .nan,
                    try best.network.scores(on: split.test, of: examples, loss: settings.loss, metrics: [metric])[
                        metric] ?? .nan
                )
            }
            return .ensemble(
                EnsembleReport(
                    score: metric.name, members: outcomes.map { $0.scores[metric] ?? .nan }, trained: missing.count,
                    validation: MeasuredScore(validation, score: metric.name, rows: split.validation.count),
                    gain: gain(validation, over: best.scores[metric] ?? .nan),
                    test: test.map { MeasuredScore($0.together, score: metric.name, rows: split.test.count) },
                    testGain: test.map { gain($0.together, over: $0.alone) },
                    testReads: session.testReads(of: examples), seconds: TimeSource.machine.seconds(since: start)))
        } catch {
            throw .failed(error.description)
        }
    }
}

extension Evolution {
    /// The organisms with a fitness, the fittest first, each genome once.
    ///
    /// - Complexity: O(n log n) for n evaluations.
    var fittestFirst: [Organism] {
        var seen: Set<Genome> = []
        return (0..<evaluations).map(history.organism).filter { $0.outcome?.feasibleFitness != nil }.sorted {
            left, right in
            let (mine, theirs) = (left.outcome?.fitness ?? -.infinity, right.outcome?.fitness ?? -.infinity)
            return mine == theirs ? left.id < right.id : mine > theirs
        }.filter { seen.insert($0.genome).inserted }
    }
}
