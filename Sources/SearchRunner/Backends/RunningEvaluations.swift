package import Objectives
package import Reports
import Synchronization
import Time

/// The evaluations in progress, written by the workers' threads and read by the session's thread.
package final class RunningEvaluations: Sendable {
    private struct State {
        var begun: ContinuousClock.Instant
        var training: TrainingState?
    }

    package init() {}

    private let states = Mutex<[Int: State]>([:])

    /// The progress of each training, in the order of the workers.
    package var trainings: [TrainingState] {
        states.withLock { $0.sorted { $0.key < $1.key }.compactMap(\.value.training) }
    }

    /// The seconds since the oldest running evaluation began; nil if none is running.
    package var oldest: Double? {
        let begun = states.withLock { $0.values.lazy.map(\.begun).min() }
        return begun.map { TimeSource.machine.seconds(since: $0) }
    }

    package func begin(_ worker: Int) { states.withLock { $0[worker] = State(begun: .now) } }

    package func set(_ training: TrainingState, of worker: Int) {
        states.withLock { $0[worker, default: State(begun: .now)].training = training }
    }

    package func end(_ worker: Int) { states.withLock { $0[worker] = nil } }
}

extension TrainingState {
    package init(worker: Int, _ progress: EvaluationProgress, epochs: Int?, elapsed: Double) {
        self.init(
            worker: worker, epoch: progress.epoch, epochs: epochs, fraction: progress.fraction, loss: progress.loss,
            score: progress.score, best: progress.best, elapsed: elapsed)
    }
}
