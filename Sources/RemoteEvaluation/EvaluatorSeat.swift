import Objectives
import Time

/// The slot of one evaluator: if the evaluator is lost, another one takes over.
struct EvaluatorSeat {
    /// A task with its losses so far.
    struct Work {
        let task: EvaluatorPool.Assignment
        let search: Int
        var losses = 0
        /// The number of `losses` that were crashes: the system ended the evaluator because of its own fault.
        var crashes = 0
    }

    /// The current stage.
    enum Stage {
        /// Empty; the launcher is started at that time.
        case resting(until: ContinuousClock.Instant)
        /// The launcher is being started.
        case starting
        /// The launcher runs; no evaluator has said hello.
        case awaited
        case idle
        /// The evaluator reads the data of a search, or receives them from byte `offset` on.
        case preparing(search: Int, offset: Int?, heard: ContinuousClock.Instant)
        /// The evaluator cannot be prepared for this search.
        case unable(search: Int, reason: String)
        case evaluating(Work, wire: Int, begun: ContinuousClock.Instant, heard: ContinuousClock.Instant)
        /// The result of the running evaluation is no longer wanted.
        case stopping(wire: Int, since: ContinuousClock.Instant)
        case refused(String)
    }

    /// The number, from 1.
    let number: Int
    var stage: Stage
    var link: EvaluatorLink?
    var hello: EvaluatorHello?
    /// The first line of the current launcher that is not part of the protocol.
    var firstLine: String?
    /// The time at which its launcher was started.
    var started: ContinuousClock.Instant
    /// The search for which it is prepared.
    var search: Int?
    /// The progress of its evaluation.
    var progress: EvaluationProgress?
    var done = 0
    var seconds = 0.0
    var losses = 0
    var lastLoss: String?
    /// True if it is listed among the idle evaluators.
    var isListed = false
    /// The number of losses since it last finished a task.
    var lossesInRow = 0
    /// True if the current evaluator has finished a task since its hello.
    var hasWorked = false
    /// The number of evaluators in a row that said hello and left before they received any work.
    var leavesInRow = 0

    init(number: Int, now: ContinuousClock.Instant) {
        self.number = number
        stage = .resting(until: now)
        started = now
    }

    /// True if it has no work yet, but can take some soon.
    var isComing: Bool {
        switch stage {
        case .starting, .awaited, .idle, .preparing: true
        case .resting, .unable, .evaluating, .stopping, .refused: false
        }
    }

    /// The task under evaluation.
    var work: Work? { if case .evaluating(let work, _, _, _) = stage { work } else { nil } }

    /// Returns the state for `show workers`.
    func state(at now: ContinuousClock.Instant) -> EvaluatorState {
        func since(_ time: ContinuousClock.Instant) -> Double { (now - time).inSeconds }
        let activity: EvaluatorState.Activity =
            switch stage {
            case .resting(let until): .resting(seconds: max(0, -since(until)))
            case .starting, .awaited: .awaited(seconds: since(started))
            case .idle: .idle
            case .stopping: .stopping
            case .unable(_, let reason): .refused(reason: reason)
            case .preparing: .preparing
            case .evaluating(let work, _, let begun, _):
                .evaluating(genes: work.task.genes, progress: progress, seconds: since(begun))
            case .refused(let reason): .refused(reason: reason)
            }
        return EvaluatorState(
            number: number, hello: hello, activity: activity, done: done, seconds: seconds, losses: losses,
            lastLoss: lastLoss)
    }
}
