package import CommandLanguage
import CurrentNetwork
import Datasets
import Evolution
package import Messages
import ModelFiles
import Networks
import Objectives
package import Reports
import SearchReports
import SearchRunner
package import Session
import SessionState
import Statistics
import Time

extension EnsembleCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let start = ContinuousClock.now
        let (_, evolution, choice) = try session.fittestOrganism()
        session.warnOfUnfinishedFittest(context)
        // Those of a generation that the time limit stopped are measured as well.
        let unfinished = session.state.unfinishedBest.map { [$0.fittest] + $0.others } ?? []
        let organisms =
            SearchFront(evolution, choice)?.fromKnee(evolution.evaluations).map(\.organism)
            ?? ((0..<evolution.evaluations).map(evolution.history.organism) + unfinished).fittestFirst
        let objective = try session.networkObjective()
        let examples = try session.loadedExamples(for: "ensemble").examples
        let members = try members(among: organisms, objective, in: session)
        let missing = members.filter { session.trainings[$0.fingerprint] == nil }
        let outcomes = try train(missing, of: members, objective, in: session, context)
        let settings = members[0].blueprint.settings
        guard let best = outcomes.indexOfBest(by: settings.score) else { throw .noNetworkTrained }
        let refits =
            refits
            ? try session.refit(
                zip(members, outcomes).map { ($0.blueprint, 0, $1) }, objective, examples, context)
            : []
        let comparison = EnsembleComparison(
            outcomes: outcomes, final: refits.isEmpty ? outcomes.map(\.network) : refits.map(\.saved.network),
            best: best,
            settings: settings, examples: examples)
        session.ensemble =
            refits.isEmpty
            ? zip(members, outcomes).map {
                SavedNetwork($1.network, of: examples, training: $0.blueprint.settings)
            } : refits.map(\.saved)
        do throws(NetworksError) {
            let validation = try comparison.validation()
            if !examples.split.test.isEmpty { session.countTestRead(of: examples) }
            let test = try comparison.test()
            return .ensemble(
                EnsembleReport(
                    score: settings.score.name, members: comparison.members, trained: missing.count,
                    validation: validation.score, gain: validation.gain, test: test?.score, testGain: test?.gain,
                    testReads: session.testReads(of: examples), seconds: TimeSource.machine.seconds(since: start),
                    refits: refits.map(\.report)))
        } catch {
            throw .failed(error.description)
        }
    }

    /// A network of the ensemble.
    private struct Member {
        let blueprint: NetworkBlueprint
        let fingerprint: Fingerprint
    }

    /// Returns as many different networks as the ensemble has, in the order of the organisms.
    private func members(
        among organisms: [Organism], _ objective: NetworkObjective, in session: Session
    ) throws(SessionError) -> [Member] {
        var seen: Set<Fingerprint> = []
        var members: [Member] = []
        // Different genomes may build the same network.
        for organism in organisms {
            let blueprint = try session.blueprint(of: organism, objective, limits)
            let fingerprint = try session.fingerprint(of: blueprint, objective)
            if seen.insert(fingerprint).inserted {
                members.append(Member(blueprint: blueprint, fingerprint: fingerprint))
            }
            if members.count == count { break }
        }
        guard members.count == count else {
            throw .tooFewNetworks(members.count, expected: count)
        }
        return members
    }

    /// Trains the members that are not trained yet, and returns the outcomes of all.
    private func train(
        _ missing: [Member], of members: [Member], _ objective: NetworkObjective, in session: Session,
        _ context: ExecutionContext
    ) throws(SessionError) -> [TrainingOutcome] {
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
        return members.compactMap { trained[$0.fingerprint] }
    }
}

/// The scores of an ensemble, compared with those of its best network.
private struct EnsembleComparison {
    let outcomes: [TrainingOutcome]
    /// The networks that predict other data: those of the outcomes, or those that learned from the validation set as well.
    let final: [Network]
    /// The position of the best network.
    let best: Int
    let settings: TrainingSettings
    let examples: Examples

    private var metric: Metric { settings.score }

    /// The score of the ensemble on one of the sets, and its gain over the best network.
    typealias Score = (score: MeasuredScore, gain: Double)

    /// The validation score of each network.
    var members: [Double] { outcomes.map { $0.scores[metric] ?? .nan } }

    func validation() throws(NetworksError) -> Score {
        let rows = examples.split.validation
        let together = try score(of: Ensemble(outcomes.map(\.network)), on: rows)
        return score(together, over: outcomes[best].scores[metric] ?? .nan, rows.count)
    }

    /// Returns the scores on the test set; nil if it is empty.
    func test() throws(NetworksError) -> Score? {
        let rows = examples.split.test
        guard !rows.isEmpty else { return nil }
        let ensemble = try score(of: Ensemble(final), on: rows)
        let alone = try final[best].scores(on: rows, of: examples, loss: settings.loss, metrics: [metric])[metric]
        return score(ensemble, over: alone ?? .nan, rows.count)
    }

    private func score(of ensemble: Ensemble, on rows: [Int32]) throws(NetworksError) -> Double {
        try ensemble.scores(on: rows, of: examples, loss: settings.loss, metrics: [metric])[metric] ?? .nan
    }

    private func score(_ value: Double, over other: Double, _ rows: Int) -> Score {
        (
            MeasuredScore(value, score: metric.name, rows: rows),
            metric.isHigherBetter ? value.difference(from: other) : other.difference(from: value)
        )
    }
}
