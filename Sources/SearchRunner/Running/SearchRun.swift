package import Evolution
package import Memory
import Objectives
import Programs
package import Reports
package import Time

/// One search while it runs: it owns the evolution, the log, the counters, the pending evaluations and the forecast. A
/// session hands them in and takes them back; a search beside it, such as that of `compare`, is thrown away.
package struct SearchRun {
    package let search: SearchSetup
    /// The evolution.
    package var evolution: Evolution
    /// The circumstances of its outcomes.
    package private(set) var evaluationLog: EvaluationLog
    /// The measurements of a stopped generation that the memory does not keep.
    package private(set) var unfinished: UnfinishedGeneration?
    /// The best genome of a generation that the time limit stopped; nil if there is none.
    package private(set) var unfinishedBest: UnfinishedBest?
    /// The counters of the session.
    package private(set) var counts: Counts
    /// The counters of this run.
    package private(set) var counters = SearchCounters()
    /// The births that the run asked for.
    var asked = PendingEvaluations()
    /// The evaluations that wait for a worker while there is a deadline.
    var order = StartOrder()
    /// The evaluations in `order`, by number.
    var waiting: [Int: EvaluationTask] = [:]
    var forecast: Forecast
    /// True if the duration of the search was estimated for the user, or need not be.
    var isAnnounced = false
    private(set) var ahead: BirthsAhead?
    /// The number of finished generations.
    package private(set) var finished = 0

    let context: SearchContext
    /// The number of generations to finish; nil for as many as goal or time allow.
    let wanted: Int?
    /// The time at which the run stops, even within a generation; nil for no limit.
    package var deadline: ContinuousClock.Instant?
    /// The workers that measure; nil if the objective is a function of genes.
    let backend: (any EvaluationBackend)?
    /// The number of threads that compute functions of genes.
    let threads: Int
    /// The cached results.
    let memory: ScoreMemory
    /// The automatic saving of the session; nil for a search beside the session's own that is thrown away.
    private(set) var autosave: (any SearchAutosave)?
    /// The last generation to finish.
    private let last: Int
    /// The clock for the deadline.
    let time: TimeSource
    let start: ContinuousClock.Instant
    var lastReport = ContinuousClock.now
    /// The duration of the last generation of functions of genes; nil before the first.
    var lastDuration: Duration?

    /// The state of an earlier run that a search continues.
    package struct Earlier {
        /// The circumstances of its outcomes.
        package let evaluationLog: EvaluationLog
        /// The measurements of its stopped generation; nil if there are none.
        package let unfinished: UnfinishedGeneration?
        /// The best genome of a generation that the time limit stopped; nil if there is none.
        package let unfinishedBest: UnfinishedBest?

        package init(
            evaluationLog: EvaluationLog, unfinished: UnfinishedGeneration?, unfinishedBest: UnfinishedBest?
        ) {
            self.evaluationLog = evaluationLog
            self.unfinished = unfinished
            self.unfinishedBest = unfinishedBest
        }
    }

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - earlier: The state of the run that it continues; nil for a search beside it.
    ///   - autosave: The automatic saving; nil for a search that is thrown away.
    package init(
        search: SearchSetup, evolution: Evolution, continuing earlier: Earlier?, counts: Counts,
        backend: (any EvaluationBackend)?, threads: Int, memory: ScoreMemory,
        autosave: (any SearchAutosave)?,
        context: SearchContext, wanted: Int?, time: TimeSource
    ) {
        self.search = search
        forecast = Forecast(usualBudget: search.rungs.map(search.stopping.usualBudget))
        self.evolution = evolution
        evaluationLog = earlier?.evaluationLog ?? EvaluationLog()
        unfinished = earlier?.unfinished
        unfinishedBest = earlier?.unfinishedBest
        self.counts = counts
        self.backend = backend
        self.threads = threads
        self.memory = memory
        self.autosave = autosave
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
    package mutating func join(unfinished: UnfinishedGeneration?, autosave: (any SearchAutosave)?) {
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
            births = evolution.stoppable(by: stop) { $0.ask(.max, through: generation) }
            let joining = evolution.settings.strategy.joining
            guard joining == .oneByOne, generation < last, evolution.hasAsked(through: generation)
            else { return births }
            ahead = BirthsAhead(beyond: evolution)
        }
        let last = last
        births += ahead?.ask(through: last) ?? []
        return births
    }

    /// The request to give up a long phase when the user wants to stop.
    package var stop: PhaseStop { .onThisThread(context.isInterrupted) }

    /// Adds a birth; plans its cost, and returns its parts that must be measured.
    mutating func add(_ birth: Birth, _ prepared: PreparedGenome, _ objective: any Objective) -> [EvaluationTask] {
        forecast.plan(cost: prepared.cost)
        return asked.add(
            PendingEvaluations.Wanted(birth, prepared, parts: objective.parts, spans: search.rungs?.spans ?? [nil]),
            known: knownResult(objective))
    }

    /// Stores the result of a part.
    mutating func finish(_ number: Int, _ result: PartResult) {
        let piece = asked.finish(number, result)
        // The duration of a continued measurement includes that of its earlier spans.
        let before = piece?.secondsBefore ?? 0
        order.end(number, seconds: result.secondsOfSuccess.map { max(0, $0 - before) })
        if let piece, case .measured(let evaluation, _) = result {
            forecast.noteMeasured(cost: piece.cost, seconds: max(0, evaluation.seconds - before))
            announceDuration()
        }
        if case .found = result { return }
        guard piece?.isFirst ?? true else { return }
        counters.countMeasured()
        if search.trainsNetworks { counts.trainings += 1 }
    }

    /// Stores the result of a part that ended after the run was stopped.
    mutating func finishLate(_ number: Int, _ result: PartResult) { asked.finish(number, result) }

    /// Enters a birth whose outcome is known everywhere.
    mutating func enter(_ finished: FinishedEvaluation) {
        if let entry = finished.entry {
            evaluationLog.add(entry)
            if let record = entry.rungs { forecast.noteEnd(after: record.reached) }
            forecast.note(
                fitness: finished.outcome.fitness, cost: finished.cost, seconds: entry.seconds,
                measured: finished.secondsMeasured)
        }
        for known in finished.known { memory.countAnswer(saving: known.seconds) }
        counters.add(finished)
        asked.report()
        evolution.tell(finished.birth.id, finished.outcome)
        ahead?.tell(finished.birth.id, finished.outcome)
    }

    /// Counts the values of a function of genes; a value that is not finite is a failure.
    mutating func enter(_ values: [Double], reasons: [String]) { counters.add(values, reasons: reasons) }

    /// Counts the outcomes of several functions of genes.
    mutating func enter(_ outcomes: [Outcome]) { counters.add(outcomes) }

    /// Counts the outcomes of a finished evaluation phase.
    mutating func countEvaluations(since first: Int) { counts.evaluations += evolution.evaluations - first }

    /// Keeps the measurements of a stopped generation; nil if there are none.
    mutating func keep(_ measurements: UnfinishedGeneration?) { unfinished = measurements }

    /// Keeps the best genome of a generation that the time limit stopped; nil if a generation was finished.
    mutating func keep(_ best: UnfinishedBest?) { unfinishedBest = best }

    /// Returns to the evolution before a generation that was stopped.
    package mutating func goBack(to evolution: Evolution) {
        self.evolution = evolution
        evaluationLog.removeAll(from: evolution.evaluations)
    }

    /// Ends the workers and the program, and drops the parts that no worker has begun.
    package func close() {
        backend?.finish()
        search.program?.close()
    }

    mutating func countFinishedGeneration() {
        finished += 1
        forecast.endGeneration()
    }

    /// The failures by their reason, with the last lines of standard error of each.
    package var failureGroups: [FailureGroup] {
        counters.failureReasons.byFrequency.map {
            FailureGroup(
                reason: $0.reason, count: $0.count, output: search.program?.errorOutput(for: $0.reason) ?? [])
        }
    }
}
