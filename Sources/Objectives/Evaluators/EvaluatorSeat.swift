import Time

/// The place of one evaluator: who sits there may be lost, and another come.
struct EvaluatorSeat {
    /// A piece of work with what became of it so far.
    struct Work {
        let task: EvaluatorPool.Task
        let search: Int
        var losses = 0
        /// Those of `losses` that were crashes: an evaluator that the system ended for a fault of its own.
        var crashes = 0
    }

    /// What goes on here.
    enum Phase {
        /// Nobody; the launcher is started at that time.
        case resting(until: ContinuousClock.Instant)
        /// The launcher is being started.
        case starting
        /// The launcher runs; nobody has said hello.
        case awaited
        case idle
        /// It reads the data of a search, or is sent them from `place` on.
        case preparing(search: Int, place: Int?, heard: ContinuousClock.Instant)
        /// It cannot be prepared for this search.
        case unable(search: Int, reason: String)
        case evaluating(Work, wire: Int, begun: ContinuousClock.Instant, heard: ContinuousClock.Instant)
        /// What it evaluates is not wanted any more.
        case stopping(wire: Int, since: ContinuousClock.Instant)
        case refused(String)
    }

    /// From 1.
    let number: Int
    var phase: Phase
    var link: EvaluatorLink?
    var hello: EvaluatorHello?
    /// When its launcher was started.
    var started: ContinuousClock.Instant
    /// The search that it is prepared for.
    var search: Int?
    /// How far it is with its evaluation.
    var progress: EvaluationProgress?
    var done = 0
    var seconds = 0.0
    var losses = 0
    var lastLoss: String?
    /// Whether it is among those who are known to have nothing to do.
    var isListed = false
    /// Losses since it last finished something.
    var lossesInRow = 0
    /// Whether who sits here has finished something since it said hello.
    var hasWorked = false
    /// Evaluators in a row that said hello and left without having been given anything.
    var leavesInRow = 0

    init(number: Int, now: ContinuousClock.Instant) {
        self.number = number
        phase = .resting(until: now)
        started = now
    }

    /// Whether it has nothing to do yet, and soon can have.
    var isComing: Bool {
        switch phase {
        case .starting, .awaited, .idle, .preparing: true
        case .resting, .unable, .evaluating, .stopping, .refused: false
        }
    }

    /// What it evaluates.
    var work: Work? { if case .evaluating(let work, _, _, _) = phase { work } else { nil } }

    /// The state as `show workers` tells it.
    func state(at now: ContinuousClock.Instant) -> EvaluatorState {
        func since(_ time: ContinuousClock.Instant) -> Double { (now - time).inSeconds }
        let activity: EvaluatorState.Activity =
            switch phase {
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
