import Evolution
import Foundation
import Memory
import Networks
import Objectives
import Time

/// Threads of this process, one a core.
final class ThreadCrew: Crew {
    private let objective: any Objective
    private let memory: ScoreMemory
    /// The most epochs of a training, for those who watch.
    private let epochs: Int?
    private let cancellation = Cancellation()
    private let workers: Workers<GenerationsRun.Result>
    private let running = RunningEvaluations()

    init(count: Int, objective: any Objective, memory: ScoreMemory, epochs: Int?) {
        self.objective = objective
        self.memory = memory
        self.epochs = epochs
        workers = Workers(count: count)
    }

    var state: CrewState { CrewState(trainings: running.trainings, oldest: running.oldest) }

    func next(within seconds: Double) -> (number: Int, result: GenerationsRun.Result)? { workers.next(within: seconds) }

    func finish() {
        cancellation.cancel()
        workers.finish()
    }

    /// A worker looks once more whether another session was quicker, and what it measured is on the disk before anyone
    /// counts it.
    func submit(_ piece: Piece) {
        // That a program fails may have reasons outside of it.
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
                    piece.genome, part: piece.part, cancellation: cancellation
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
            return .measured(finished, worker: worker + 1)
        }
    }
}

extension ThreadCrew {
    /// The longest wait for another process: one that was stopped holds its claims.
    private static let longestWait = Duration.seconds(600)
    private static let look = 0.05

    /// What another process measured, or is measuring now; nil where this one is to do it, which it has claimed then.
    private func foundElsewhere(_ fingerprint: [UInt8]) -> RememberedEvaluation? {
        let start = ContinuousClock.now
        while true {
            if let known = memory.evaluation(fingerprint) { return known }
            guard !memory.claim(fingerprint) else {
                // It may have been finished between the two questions.
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
    /// An evaluation that gave scores.
    init(_ evaluation: Evaluation) {
        self.init(
            result: .scores(evaluation.scores), curve: evaluation.curve, seconds: evaluation.seconds,
            rows: evaluation.rows)
    }
}
