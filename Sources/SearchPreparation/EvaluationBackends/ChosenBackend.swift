import Arithmetic
import Datasets
package import Evolution
import Foundation
package import Messages
import Networks
import Objectives
import Programs
import RemoteEvaluation
package import SearchRunner
package import Session
import SessionState
import Settings

extension Session {
    /// Returns a run that continues the session's search with the backend that the user chose.
    package func run(
        _ search: SearchSetup, _ evolution: Evolution, _ context: ExecutionContext, wanted: Int?
    ) throws(SessionError) -> SearchRun {
        try run(search, evolution, continuing: state, context, wanted: wanted)
    }

    /// Returns a run of another search, of which nothing but the counters is kept.
    package func runBeside(
        _ search: SearchSetup, _ evolution: Evolution, _ context: ExecutionContext, wanted: Int?
    ) throws(SessionError) -> SearchRun {
        try run(search, evolution, continuing: nil, context, wanted: wanted)
    }

    private func run(
        _ search: SearchSetup, _ evolution: Evolution, continuing continued: SessionState?, _ context: ExecutionContext,
        wanted: Int?
    ) throws(SessionError) -> SearchRun {
        let earlier = continued.map {
            SearchRun.Earlier(
                evaluationLog: $0.evaluationLog, unfinished: $0.unfinished, unfinishedBest: $0.unfinishedBest)
        }
        let autosave = continued.flatMap { session in
            recovery.map { Autosave(session: session, recovery: $0, memory: memory) }
        }
        return SearchRun(
            search: search, evolution: evolution, continuing: earlier, counts: state.counts,
            backend: try backend(for: search), threads: state.evaluators == nil ? workerCount : processors,
            memory: memory, autosave: autosave, context: context.search, wanted: wanted, time: time)
    }

    private func backend(for search: SearchSetup) throws(SessionError) -> (any EvaluationBackend)? {
        guard let objective = search.measured else { return nil }
        guard let pool = chosenPool else {
            return ThreadBackend(
                count: workerCount, objective: objective, memory: memory, epochs: highestEpochs(of: search))
        }
        var data: EvaluatorPool.MissingData?
        if search.trainsNetworks, let dataset = examples?.examples.dataset {
            data = .init(digest: "\(dataset.digest)") { try dataset.bytes() }
        }
        let description: Data
        do {
            description = try JSONEncoder().encode(self.description(of: search))
        } catch {
            throw .searchUnsendable(error)
        }
        let id = pool.begin(
            description: Array(description), folder: FileManager.default.currentDirectoryPath, data: data,
            stuckAfter: search.trainsNetworks
                ? Self.stuckTraining : search.choice.program?.timeout.map { .limited(seconds: $0 + 30) })
        return EvaluatorBackend(
            pool: pool, search: id, objective: objective, genus: search.genus, memory: memory,
            epochs: highestEpochs(of: search),
            // Under a time limit the results also depend on the machine.
            isComparable: !search.trainsNetworks || state.training.values.seconds == nil)
    }

    /// Returns the maximum number of epochs of an evaluation; nil for no limit.
    private func highestEpochs(of search: SearchSetup) -> Int? {
        search.trainsNetworks ? state.training.values.epochs?.highest : search.choice.program?.budget?.rungs.highest
    }

    /// The time without a finished batch after which an evaluator's training is abandoned.
    private static let stuckTraining = Duration.seconds(300)

    /// The evaluators that the user chose; nil for threads. Ends the evaluators of an earlier choice.
    private var chosenPool: EvaluatorPool? {
        endUnwantedEvaluators()
        if evaluatorPool == nil { evaluatorPool = poolSettings.map { EvaluatorPool($0) } }
        return evaluatorPool
    }

    private var poolSettings: EvaluatorPool.Settings? {
        state.evaluators.map { choice in
            EvaluatorPool.Settings(
                launcher: choice.launcher, count: workerCount, acceptsOtherProcessors: choice.acceptsOtherProcessors,
                program: program, maximumLosses: choice.losses)
        }
    }

    /// Ends the evaluators of an earlier choice, so that resources of a cluster are not held in vain.
    package func endUnwantedEvaluators() {
        if let pool = evaluatorPool, pool.settings != poolSettings { closeEvaluators() }
    }
}
