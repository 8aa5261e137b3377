import Evolution
import Memory
import Networks
import Objectives
import Time

/// One search while it runs: it owns the evolution, the log, the counters, the pending evaluations and the forecast. A
/// session hands them in and takes them back; a search beside it, such as that of `compare`, is thrown away.
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
    /// The evolution.
    var evolution: Evolution
    /// The circumstances of its outcomes.
    private(set) var evaluationLog: EvaluationLog
    /// The measurements of a stopped generation that the memory does not keep.
    private(set) var unfinished: UnfinishedGeneration?
    /// The counters of the session.
    private(set) var counts: Counts
    /// The counters of this run.
    private(set) var counters = SearchCounters()
    /// The births that the run asked for.
    private(set) var asked = PendingEvaluations()
    private var forecast = Forecast()
    private var ahead: BirthsAhead?
    /// The number of finished generations.
    private(set) var finished = 0

    let context: ExecutionContext
    /// The number of generations to finish; nil for as many as goal or time allow.
    let wanted: Int?
    /// The time at which the run stops, even within a generation; nil for no limit.
    var deadline: ContinuousClock.Instant?
    /// The workers that measure; nil if the objective is a function of genes.
    let backend: (any EvaluationBackend)?
    /// The number of threads that compute functions of genes.
    let threads: Int
    /// The cached results.
    let memory: ScoreMemory
    /// The automatic saving of the session; nil for a search beside the session's own that is thrown away.
    private(set) var autosave: Autosave?
    /// The last generation to finish.
    private let last: Int
    /// The clock for the deadline.
    let time: TimeSource
    private let start: ContinuousClock.Instant
    private var lastReport = ContinuousClock.now

    /// Creates a run.
    ///
    /// - Parameter state: The state of the session whose search is continued; nil for a search beside it.
    init(
        search: SearchSetup, evolution: Evolution, continuing state: SessionState?, counts: Counts,
        backend: (any EvaluationBackend)?, threads: Int, memory: ScoreMemory, recovery: Recovery?,
        context: ExecutionContext, wanted: Int?, time: TimeSource
    ) {
        self.search = search
        self.evolution = evolution
        evaluationLog = state?.evaluationLog ?? EvaluationLog()
        unfinished = state?.unfinished
        self.counts = counts
        self.backend = backend
        self.threads = threads
        self.memory = memory
        autosave = state.flatMap { state in recovery.map { Autosave(session: state, recovery: $0, memory: memory) } }
        self.context = context
        self.wanted = wanted
        self.time = time
        start = time.now
        last = wanted.map { evolution.generation + $0 } ?? .max
    }

    /// Makes this a run of the session's experiment.
    ///
    /// - Parameters:
    ///   - unfinished: The measurements of its stopped generation; nil if there are none.
    ///   - autosave: The automatic saving of the session with the run; nil for none.
    mutating func join(unfinished: UnfinishedGeneration?, autosave: Autosave?) {
        self.unfinished = unfinished
        self.autosave = autosave
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

    /// Adds a birth; plans its cost, and returns its parts that must be measured, each with its number.
    mutating func add(_ birth: Birth, _ prepared: PreparedGenome, parts: Int) -> [(number: Int, part: Int)] {
        forecast.plan(cost: prepared.cost)
        let keys: [PendingEvaluations.Key] =
            prepared.fingerprints.isEmpty
            ? (0..<parts).map { .birth(birth.id, part: $0) } : prepared.fingerprints.map { .fingerprint($0) }
        let (memory, unfinished) = (memory, unfinished)
        return asked.add(birth, keys: keys, cost: prepared.cost) { part, key in
            guard let fingerprint = key.fingerprint else { return unfinished?.evaluation(of: birth, part: part) }
            return memory.evaluation(fingerprint.bytes)
        }
    }

    /// Stores the result of a part.
    mutating func finish(_ number: Int, _ result: PartResult) {
        asked.finish(number, result)
        if case .found = result { return }
        counters.countMeasured()
        if search.trainsNetworks { counts.trainings += 1 }
    }

    /// Stores the result of a part that ended after the run was stopped.
    mutating func finishLate(_ number: Int, _ result: PartResult) { asked.finish(number, result) }

    /// Enters a birth whose outcome is known everywhere.
    mutating func enter(_ finished: FinishedEvaluation) {
        if let entry = finished.entry {
            evaluationLog.add(entry)
            forecast.note(
                fitness: finished.outcome.fitness, cost: finished.cost, seconds: entry.seconds,
                measured: finished.secondsMeasured)
        }
        for known in finished.known { memory.countAnswer(saving: known.seconds) }
        counters.add(finished)
        asked.report(finished.parts)
        evolution.tell(finished.birth.id, finished.outcome)
        ahead?.tell(finished.birth.id, finished.outcome)
    }

    /// Counts the values of a function of genes; a value that is not finite is a failure.
    mutating func enter(_ values: [Double], reasons: [String]) { counters.add(values, reasons: reasons) }

    /// Counts the outcomes of a finished evaluation phase.
    mutating func countEvaluations(since first: Int) { counts.evaluations += evolution.evaluations - first }

    /// Keeps the measurements of a stopped generation; nil if there are none.
    mutating func keep(_ measurements: UnfinishedGeneration?) { unfinished = measurements }

    /// Returns to the evolution before a generation that was stopped.
    mutating func goBack(to evolution: Evolution) {
        self.evolution = evolution
        evaluationLog.removeAll(from: evolution.evaluations)
    }

    // MARK: - Time

    var elapsed: Double { time.seconds(since: start) }

    /// The best value of the objective in all finished generations.
    var best: Double? { evolution.fittest?.outcome?.fitness.map(search.choice.direction.oriented) }

    /// The best value so far, including the current generation.
    private var bestSeen: Double? {
        let known = [evolution.fittest?.outcome?.fitness, counters.bestFitness].compactMap { $0 }.max()
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

    /// The failures by their reason, with the last lines of standard error of each.
    var failureGroups: [FailureGroup] {
        counters.failureReasons.byFrequency.map {
            FailureGroup(
                reason: $0.reason, count: $0.count, output: search.program?.errorOutput(for: $0.reason) ?? [])
        }
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
