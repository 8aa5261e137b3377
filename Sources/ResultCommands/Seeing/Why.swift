package import CommandLanguage
import Datasets
import Evolution
import Memory
package import Messages
import Networks
import Objectives
package import Reports
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
import SessionState
import Teaching

extension WhyCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let evolution = session.state.evolution, let objective = session.state.objective else {
            throw .noGenomes(hasObjective: session.state.objective != nil)
        }
        guard let id = birth ?? evolution.fittest?.id else {
            throw .noFitnessYet
        }
        guard id < evolution.history.count else {
            throw .noBirth(id, births: evolution.history.count)
        }
        let title = objective.title
        let front = SearchFront(evolution, objective)
        // A change is worth one number only if there is one objective.
        let search = front == nil ? try? session.search() : nil
        return .story(
            StoryReport(
                of: id, in: evolution, title: title, front: front, rungs: session.rungSentence(of: id, objective),
                deviation: session.state.evaluationLog.entry(of: id)?.deviation, oriented: objective.direction.oriented
            ) { genome in
                search.flatMap { session.knownFitness(of: genome, $0) }
            })
    }
}

extension Session {
    /// Returns the fitness of any genome, computed if that is quick, otherwise from the memory; nil if it is not
    /// known.
    fileprivate func knownFitness(of genome: Genome, _ search: SearchSetup) -> KnownFitness? {
        if case .expression(let objective) = search.kind {
            return objective.outcome(of: genome).fitness.map(KnownFitness.init(exact:))
        }
        if case .expressions(let objectives) = search.kind {
            return objectives.outcome(of: genome).fitness.map(KnownFitness.init(exact:))
        }
        guard let objective = search.measured, objective.isRemembered, let prepared = try? objective.prepare(genome)
        else { return nil }
        var parts: [Evaluation] = []
        for (_, known) in memory.furthest(prepared) {
            guard let known, case .scores(let scores) = known.result else { return nil }
            parts.append(Evaluation(scores: scores, curve: known.curve, seconds: known.seconds))
        }
        guard let fitness = objective.outcome(of: genome, measured: parts).fitness else { return nil }
        guard case .network(let network) = search.kind else { return KnownFitness(exact: fitness) }
        let direction = search.choice.direction
        let (folds, repeats) = (network.foldCount, max(1, parts.count / network.foldCount))
        let trainings = parts.map { direction.oriented(network.value(of: genome, measured: $0)) }
        let values = (0..<folds).map { fold in
            stride(from: fold, to: trainings.count, by: folds).reduce(0) { $0 + trainings[$1] } / Double(repeats)
        }
        // The scores of rows are those of an objective that is a score of rows.
        let isRowScore =
            state.objective.map {
                direction == .maximize && [Metric.accuracy.name, Metric.r2.name].contains("\($0.expression)")
            } ?? false
        return KnownFitness(
            fitness: fitness, folds: values, trainings: trainings, overlap: foldOverlap,
            rowCount: examples?.examples.split.validation.count ?? 0
        ) { [self] in
            isRowScore
                ? rowContributions(
                    of: genome, network, areRightOrWrong: "\(search.choice.expression)" == Metric.accuracy.name) : nil
        } groups: { [self] in
            valuesWithoutGroups(of: genome, network)?.map(direction.oriented)
        }
    }

    /// Returns the objective without each of several groups of the rows of a single validation set, as the mean of all
    /// trainings; nil if the memory does not hold all scores that the objective reads.
    private func valuesWithoutGroups(of genome: Genome, _ objective: NetworkObjective) -> [Double]? {
        guard objective.foldCount == 1, let prepared = try? objective.prepare(genome) else { return nil }
        var trainings: [[Double]] = []
        for (fingerprint, known) in memory.furthest(prepared) {
            guard let known, case .scores(let scores) = known.result,
                let bytes = memory.rows(of: fingerprint.bytes), let groups = RowRecord(bytes: bytes)?.groups,
                let values = objective.values(of: genome, scores: scores, without: groups)
            else { return nil }
            trainings.append(values)
        }
        guard let first = trainings.first, trainings.allSatisfy({ $0.count == first.count }) else { return nil }
        return first.indices.map { group in
            trainings.reduce(0) { $0 + $1[group] } / Double(trainings.count)
        }
    }

    /// The number of validation rows for each training row of all folds; 0 without folds.
    private var foldOverlap: Double {
        let splits = (examples?.folds ?? []).map(\.split)
        let training = splits.reduce(0) { $0 + $1.training.count }
        return training == 0 ? 0 : Double(splits.reduce(0) { $0 + $1.validation.count }) / Double(training)
    }
}
