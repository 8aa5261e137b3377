import Evolution
import Memory
import Networks
import Objectives
import Time

/// A running `evolve`: its workers, its clock and its counts.
struct SearchRun {
    /// The result of a part of a genome's evaluation.
    enum PartResult: Sendable {
        /// Measured in this run, and cached if the result is valid for longer.
        case measured(RememberedEvaluation, worker: Int)
        /// Measured earlier by this session, or by another one while the part was waiting.
        case found(RememberedEvaluation)
        /// No result; another attempt may succeed. With the reason.
        case abandoned(String)

        /// The evaluation; nil if it failed or was abandoned.
        var evaluation: Evaluation? {
            switch self {
            case .abandoned: return nil
            case .measured(let known, _), .found(let known):
                guard case .scores(let scores) = known.result else { return nil }
                return Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
            }
        }

        /// The reason for a missing evaluation; nil if there is one.
        var failure: String? {
            switch self {
            case .abandoned(let reason): return reason
            case .measured(let known, _), .found(let known):
                if case .failure(let reason) = known.result { return reason }
                return nil
            }
        }
    }

    let search: SearchSetup
    /// The state of the search; the session takes it back when the run ends.
    var evolution: Evolution
    let context: ExecutionContext
    /// The number of generations to finish; nil for as many as goal or time allow.
    let wanted: Int?
    private(set) var finished = 0
    private(set) var evaluations = 0
    private(set) var measured = 0
    private(set) var known = 0
    private(set) var failures = 0
    /// The number of failures since the last fitness, in the order of births.
    private(set) var failuresInRow = 0
    private(set) var failureReason: String?
    private(set) var failureReasons = FailureReasons()
    /// The time at which the run stops, even within a generation; nil for no limit.
    var deadline: ContinuousClock.Instant?
    private var bestFitness: Double?

    /// The workers that measure; nil if the objective is a function of genes.
    let backend: (any EvaluationBackend)?
    /// The number of threads that compute functions of genes.
    let threads: Int
    /// True for a search beside the session's own, which is never saved as the session's.
    var isRival = false
    /// The births that the run asked for.
    var asked = PendingEvaluations()
    private var ahead: BirthsAhead?
    /// The last generation to finish.
    private let last: Int
    private var forecast = Forecast()
    /// The clock for the deadline.
    let time: TimeSource
    private let start: ContinuousClock.Instant
    private var lastReport = ContinuousClock.now

    init(
        search: SearchSetup, evolution: Evolution, backend: (any EvaluationBackend)?, threads: Int,
        context: ExecutionContext, wanted: Int?,
        time: TimeSource
    ) {
        self.search = search
        self.evolution = evolution
        self.backend = backend
        self.threads = threads
        self.context = context
        self.wanted = wanted
        self.time = time
        start = time.now
        last = wanted.map { evolution.generation + $0 } ?? .max
    }

    // MARK: - Births

    /// Moves from the end of a generation to the next one.
    mutating func beginGeneration() {
        asked.beginGeneration()
        guard let ahead else { return }
        self.ahead = nil
        let next = ahead.next()
        evolution = next.evolution
        self.ahead = next.ahead
    }

    /// Returns the births that can be evaluated now: those of a generation, and later ones that need not wait for its
    /// end.
    mutating func ask(through generation: Int) -> [Birth] {
        var births: [Birth] = []
        if ahead == nil {
            births = evolution.ask(.max, through: generation)
            guard evolution.settings.strategy.isSingle, generation < last, evolution.hasAsked(through: generation)
            else { return births }
            ahead = BirthsAhead(beyond: evolution)
        }
        let last = last
        births += ahead?.ask(through: last) ?? []
        return births
    }

    mutating func tell(_ id: Int, _ outcome: Outcome) {
        evolution.tell(id, outcome)
        ahead?.tell(id, outcome)
    }

    // MARK: - Time

    var elapsed: Double { time.seconds(since: start) }

    /// The best value of the objective in all finished generations.
    var best: Double? { evolution.fittest?.outcome?.fitness.map(search.choice.direction.oriented) }

    /// The best value so far, including the current generation.
    private var bestSeen: Double? {
        let known = [evolution.fittest?.outcome?.fitness, bestFitness].compactMap { $0 }.max()
        return known.map(search.choice.direction.oriented)
    }

    /// True if the time limit is reached. The first generation is always finished, because without it there would be
    /// no result; with evaluators the limit holds there, too, because they may never come.
    var isTimeOver: Bool {
        guard let deadline, evolution.generation > 0 || backend is EvaluatorBackend else { return false }
        return time.now >= deadline
    }

    /// Ends the workers and the program, and drops the parts that no worker has begun.
    func close() {
        backend?.finish()
        search.program?.close()
    }

    mutating func countFinishedGeneration() {
        finished += 1
        forecast.endGeneration()
    }

    mutating func countMeasured() { measured += 1 }

    mutating func countKnown() { known += 1 }

    /// Adds a birth that will be measured to the forecast.
    mutating func plan(cost: Double) { forecast.plan(cost: cost) }

    /// Adds the duration of a birth to the forecast.
    mutating func observe(fitness: Double?, cost: Double, seconds: Double, measured: Double) {
        forecast.note(fitness: fitness, cost: cost, seconds: seconds, measured: measured)
    }

    mutating func count(_ outcome: Outcome) {
        evaluations += 1
        switch outcome {
        case .fitness(let fitness, _):
            bestFitness = max(bestFitness ?? fitness, fitness)
            failuresInRow = 0
        case .failure(let reason):
            failures += 1
            failuresInRow += 1
            failureReason = reason
            failureReasons.add(reason)
        }
    }

    /// The failures by their reason, with the last lines of standard error of each.
    var failureGroups: [FailureGroup] {
        failureReasons.byFrequency.map {
            FailureGroup(
                reason: $0.reason, count: $0.count, output: search.program?.errorOutput(for: $0.reason) ?? [])
        }
    }

    /// Counts the values of a function of genes; a value that is not finite is a failure.
    ///
    /// - Parameter reasons: The reasons of the failures.
    mutating func count(_ values: [Double], reasons: [String]) {
        evaluations += values.count
        measured += values.count
        for value in values where value.isFinite { bestFitness = max(bestFitness ?? value, value) }
        failures += reasons.count
        for reason in reasons { failureReasons.add(reason) }
        failureReason = reasons.last ?? failureReason
    }

    /// True if more than 50 ms have passed since the last progress report.
    var isReportDue: Bool { ContinuousClock.now - lastReport > .milliseconds(50) }

    /// Reports the progress, at most once every 50 ms unless it is forced.
    mutating func report(_ generation: GenerationProgress, isForced: Bool = false) {
        guard isForced || ContinuousClock.now - lastReport > .milliseconds(50) else { return }
        lastReport = .now
        let elapsed = elapsed
        let done = Double(finished) + generation.fraction
        var left: [Double] = []
        let backend = backend?.state
        let pace =
            done > 0
            ? forecast.seconds(of: Double(evolution.settings.size), elapsed: elapsed) ?? elapsed / done : nil
        if let wanted, let pace {
            var running = (backend?.trainings ?? []).map { Forecast.Running(elapsed: $0.elapsed, share: $0.fraction) }
            // A program does not report how far it is.
            if running.isEmpty, let oldest = backend?.oldest { running = [.init(elapsed: oldest, share: nil)] }
            let isOver = done >= Double(wanted)
            left.append(isOver ? 0 : max(pace * (Double(wanted) - done), Forecast.leastSeconds(of: running)))
        }
        if let deadline { left.append(max(0, (deadline - time.now).inSeconds)) }
        context.progress(
            .evolution(
                EvolutionProgress(
                    finished: finished, generations: wanted, generation: generation.number,
                    evaluated: generation.evaluated, population: generation.population, elapsed: elapsed,
                    remaining: left.min(), best: bestSeen, trainsNetworks: search.trainsNetworks,
                    running: backend?.trainings ?? [], oldest: backend?.oldest, asksProgram: search.program != nil,
                    evaluators: backend?.evaluators, pace: pace)))
    }
}

/// The progress of one generation.
struct GenerationProgress {
    let number: Int
    var evaluated: Int
    let population: Int
    /// The number of births asked for; strategies with single births ask for one after another.
    var asked = 0
    /// The estimated cost of the finished births.
    var costDone = 0.0
    /// The estimated cost of all births asked for.
    var cost = 0.0

    var fraction: Double {
        let whole = Double(max(1, population))
        return min(1, cost > 0 ? costDone / cost * Double(asked) / whole : Double(evaluated) / whole)
    }
}
