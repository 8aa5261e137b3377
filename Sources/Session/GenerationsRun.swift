import Evolution
import Memory
import Networks
import Objectives
import Time

/// One `evolve` while it runs: its workers, its clock and what it counted.
struct GenerationsRun {
    /// What became of a genome that a worker had.
    enum Result: Sendable {
        /// It was measured, and is remembered where it holds for longer.
        case measured(RememberedEvaluation, worker: Int)
        /// Another session measured it while it waited, or this one before.
        case found(RememberedEvaluation)
        /// There is nothing, and another time there may be.
        case abandoned(String)

        /// What was measured; nil where it failed or was abandoned.
        var evaluation: Evaluation? {
            switch self {
            case .abandoned: return nil
            case .measured(let known, _), .found(let known):
                guard case .scores(let scores) = known.result else { return nil }
                return Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
            }
        }

        /// Why there is nothing; nil where there is something.
        var failure: String? {
            switch self {
            case .abandoned(let reason): return reason
            case .measured(let known, _), .found(let known):
                if case .failure(let reason) = known.result { return reason }
                return nil
            }
        }
    }

    let search: Search
    /// Where the search is; the session gets it back when the run ends.
    var evolution: Evolution
    let context: ExecutionContext
    /// Generations that are to be finished; nil for as many as goal or time allow.
    let wanted: Int?
    private(set) var finished = 0
    private(set) var evaluations = 0
    private(set) var measured = 0
    private(set) var known = 0
    private(set) var failures = 0
    /// Failures since the last fitness, by birth.
    private(set) var failuresInRow = 0
    private(set) var failureReason: String?
    /// When it is to stop, whatever is under way; nil for never.
    var deadline: ContinuousClock.Instant?
    private var bestFitness: Double?

    /// Who measures; nil where nothing is measured.
    let crew: (any Crew)?
    /// Threads that functions of genes are computed by.
    let threads: Int
    /// Whether it is another search beside the session's own: then it is never saved as the session's.
    var isRival = false
    /// The births asked for.
    var asked = AskedBirths()
    private var ahead: BirthsAhead?
    /// The last generation that is wanted.
    private let last: Int
    private var forecast = Forecast()
    /// The time that the deadline goes by.
    let time: TimeSource
    private let start: ContinuousClock.Instant
    private var lastTold = ContinuousClock.now

    init(
        search: Search, evolution: Evolution, crew: (any Crew)?, threads: Int, context: ExecutionContext, wanted: Int?,
        time: TimeSource
    ) {
        self.search = search
        self.evolution = evolution
        self.crew = crew
        self.threads = threads
        self.context = context
        self.wanted = wanted
        self.time = time
        start = time.now
        last = wanted.map { evolution.generation + $0 } ?? .max
    }

    // MARK: - Births

    /// Goes from one generation's end into the next.
    mutating func beginGeneration() {
        asked.beginGeneration()
        guard let ahead else { return }
        self.ahead = nil
        let next = ahead.next()
        evolution = next.evolution
        self.ahead = next.ahead
    }

    /// Births that can be evaluated now: those of a generation, and where they do not wait for its end, those after it.
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

    /// The best value of what is sought, of all finished generations.
    var best: Double? { evolution.fittest?.outcome?.fitness.map(search.choice.direction.oriented) }

    /// The best value seen, the generation under way included.
    private var bestSeen: Double? {
        let known = [evolution.fittest?.outcome?.fitness, bestFitness].compactMap { $0 }.max()
        return known.map(search.choice.direction.oriented)
    }

    /// Whether its time is over. The first generation of a population is finished however long it takes, as without it there
    /// would be nothing; but evaluators elsewhere may never come.
    var isTimeOver: Bool {
        guard let deadline, evolution.generation > 0 || crew is EvaluatorCrew else { return false }
        return time.now >= deadline
    }

    /// Lets the crew end; what nobody has begun is dropped, and programs are ended.
    func close() {
        crew?.finish()
        search.program?.close()
    }

    mutating func countFinishedGeneration() {
        finished += 1
        forecast.endGeneration()
    }

    mutating func countMeasured() { measured += 1 }

    mutating func countKnown() { known += 1 }

    /// Notes that a birth is to be measured, for the time to come.
    mutating func plan(cost: Double) { forecast.plan(cost: cost) }

    /// Notes how long a birth took, for the time to come.
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
        }
    }

    /// Counts the fitness of functions; those that are no finite numbers failed.
    mutating func count(_ values: [Double], reason: (Double) -> String) {
        evaluations += values.count
        measured += values.count
        for value in values {
            if value.isFinite {
                bestFitness = max(bestFitness ?? value, value)
            } else {
                failures += 1
                failureReason = reason(value)
            }
        }
    }

    /// Whether it was told long enough ago how far it is.
    var isTellingDue: Bool { ContinuousClock.now - lastTold > .milliseconds(50) }

    /// Tells how far it is; at most some times a second where generations are quick.
    mutating func tell(_ generation: GenerationProgress, isForced: Bool = false) {
        guard isForced || ContinuousClock.now - lastTold > .milliseconds(50) else { return }
        lastTold = .now
        let elapsed = elapsed
        let done = Double(finished) + generation.share
        var left: [Double] = []
        if let wanted, done > 0 {
            let births = (Double(wanted) - done) * Double(evolution.settings.size)
            left.append(
                forecast.seconds(of: births, elapsed: elapsed) ?? elapsed / done * (Double(wanted) - done))
        }
        if let deadline { left.append(max(0, (deadline - time.now).inSeconds)) }
        let crew = crew?.state
        context.progress(
            .evolution(
                EvolutionProgress(
                    finished: finished, generations: wanted, generation: generation.number,
                    evaluated: generation.evaluated, population: generation.population, elapsed: elapsed,
                    remaining: left.min(), best: bestSeen, trainsNetworks: search.trainsNetworks,
                    running: crew?.trainings ?? [], oldest: crew?.oldest, asksProgram: search.program != nil,
                    evaluators: crew?.evaluators)))
    }
}

/// How far one generation is.
struct GenerationProgress {
    let number: Int
    var evaluated: Int
    let population: Int
    /// How many of them were asked for; single births come one after another.
    var asked = 0
    /// The estimated cost of what is done and of all that was asked for.
    var costDone = 0.0
    var cost = 0.0

    var share: Double {
        let whole = Double(max(1, population))
        return min(1, cost > 0 ? costDone / cost * Double(asked) / whole : Double(evaluated) / whole)
    }
}
