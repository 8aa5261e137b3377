import Evolution
import Foundation
package import Memory
import Networks
package import Objectives
import Reports
import Time

/// Threads of this process, one per core.
package final class ThreadBackend: EvaluationBackend {
    package let capacity: Int
    private let objective: any Objective
    private let memory: ScoreMemory
    /// The maximum number of epochs of a training, for the display of progress; nil for no limit.
    private let epochs: Int?
    private let cancellation = Cancellation()
    private let workers: Workers<SearchRun.PartResult>
    private let running = RunningEvaluations()

    package init(count: Int, objective: any Objective, memory: ScoreMemory, epochs: Int?) {
        capacity = max(1, count)
        self.objective = objective
        self.memory = memory
        self.epochs = epochs
        workers = Workers(count: count)
    }

    package func takeNotice() -> String? { nil }

    package var state: BackendState { BackendState(trainings: running.trainings, oldest: running.oldest) }

    package func next(within limit: Duration) -> (number: Int, result: SearchRun.PartResult)? {
        workers.next(within: limit)
    }

    package func finish() {
        cancellation.cancel()
        workers.finish()
    }

    /// Submits a piece. Its worker first checks again for a result of another session.
    /// It saves its own result to disk before anyone counts it.
    package func submit(_ piece: EvaluationTask) {
        // A program may fail for external reasons.
        let remembersFailures = objective is NetworkObjective
        workers.submit(number: piece.number, cost: piece.cost) { [self] worker in
            if let fingerprint = piece.fingerprint, let known = foundElsewhere(fingerprint.bytes) {
                return .found(known)
            }
            defer { if let fingerprint = piece.fingerprint { memory.release(fingerprint.bytes) } }
            let start = ContinuousClock.now
            running.begin(worker)
            defer { running.end(worker) }
            let finished: RememberedEvaluation
            do throws(ObjectiveError) {
                let evaluation = try objective.measure(
                    piece.prepared, part: piece.part, span: piece.span, cancellation: cancellation
                ) { [running, epochs] progress in
                    running.set(
                        TrainingState(
                            worker: worker + 1, progress, epochs: epochs,
                            elapsed: TimeSource.machine.seconds(since: start)), of: worker)
                }
                finished = RememberedEvaluation(evaluation)
            } catch .failed(let reason) {
                finished = RememberedEvaluation(
                    result: .failure(reason), curve: [], seconds: TimeSource.machine.seconds(since: start))
                guard remembersFailures else { return .measured(finished, worker: worker + 1) }
            } catch {
                return .abandoned(error.description)
            }
            if let fingerprint = piece.fingerprint { memory.remember(finished, as: fingerprint.bytes) }
            if piece.isWhole(finished, objective) {
                memory.remember(finished, as: piece.prepared.fingerprints[piece.part].bytes)
            }
            return .measured(finished, worker: worker + 1)
        }
    }
}

extension ThreadBackend {
    /// The longest wait for another process: a suspended process still holds its claims.
    private static let longestWait = Duration.seconds(600)
    private static let look = 0.05

    /// Returns the result of another process, waiting for it if necessary; nil if this process is to evaluate it.
    ///
    /// This process has then claimed the evaluation, unless the wait was cancelled or too long.
    private func foundElsewhere(_ fingerprint: [UInt8]) -> RememberedEvaluation? {
        let start = ContinuousClock.now
        while true {
            if let known = memory.evaluation(fingerprint) { return known }
            guard !memory.claim(fingerprint) else {
                // Another process may have finished it between the two checks.
                guard let known = memory.evaluation(fingerprint) else { return nil }
                memory.release(fingerprint)
                return known
            }
            if cancellation.isCancelled || ContinuousClock.now - start > Self.longestWait { return nil }
            Thread.sleep(forTimeInterval: Self.look)
        }
    }
}

extension RememberedEvaluation {
    /// Creates a remembered evaluation from a successful one.
    package init(_ evaluation: Evaluation) {
        self.init(
            result: .scores(evaluation.scores), curve: evaluation.curve, seconds: evaluation.seconds,
            rows: evaluation.rows)
    }
}
