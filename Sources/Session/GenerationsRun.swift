import Evolution
import Memory
import Networks
import Objectives
import Synchronization

/// One `evolve` while it runs: its workers, its clock and what it counted.
struct GenerationsRun {
    /// What became of a genome that a worker had.
    enum Result: Sendable {
        /// It was measured, and is remembered.
        case measured(RememberedEvaluation, worker: Int)
        /// Another session measured it while it waited.
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
    let wanted: Int
    private(set) var finished = 0
    private(set) var evaluations = 0
    private(set) var measured = 0
    private(set) var known = 0
    private(set) var failures = 0
    private(set) var failureReason: String?
    private var bestFitness: Double?

    let cancellation = Cancellation()
    let workers: Workers<Result>?
    let running = RunningTrainings()
    private let forecasts = Forecasts()
    private var observations: [Forecast.Observation] = []
    private let start = ContinuousClock.now
    private var lastTold = ContinuousClock.now

    init(search: Search, evolution: Evolution, workers count: Int, context: ExecutionContext, wanted: Int) {
        self.search = search
        self.evolution = evolution
        self.context = context
        self.wanted = wanted
        workers = search.trainsNetworks ? Workers(count: count) : nil
    }

    var elapsed: Double { Self.seconds(since: start) }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let passed = ContinuousClock.now - start
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    }

    /// The best value of what is sought, of all finished generations.
    var best: Double? { evolution.fittest?.outcome?.fitness.map(search.choice.direction.oriented) }

    /// The best value seen, the generation under way included.
    private var bestSeen: Double? {
        let known = [evolution.fittest?.outcome?.fitness, bestFitness].compactMap { $0 }.max()
        return known.map(search.choice.direction.oriented)
    }

    /// Lets the workers end; jobs that none has begun are dropped.
    func close() {
        cancellation.cancel()
        workers?.finish()
        forecasts.end()
    }

    mutating func countFinishedGeneration() {
        finished += 1
        forecast()
    }

    mutating func countMeasured() { measured += 1 }

    mutating func countKnown() { known += 1 }

    /// Notes how long a training took, for the time to come.
    mutating func observe(cost: Double, _ evaluation: RememberedEvaluation) {
        observations.append(.init(cost: cost, seconds: evaluation.seconds, epochs: evaluation.curve.count))
    }

    /// Looks ahead after the first generation, the second, the fourth, and so on: what is known grows as slowly. Runs
    /// that are over soon need none.
    private func forecast() {
        guard case .network(let objective) = search.kind, finished & (finished - 1) == 0, finished < wanted,
            elapsed > Self.soon
        else { return }
        let trained = observations.reduce(0) { $0 + $1.seconds }
        // The latest say more about the epochs that better networks take.
        let recent = observations.suffix(max(2 * evolution.settings.size, observations.count / 2))
        forecasts.begin(
            from: evolution, through: evolution.generation + wanted - finished, objective: objective,
            observations: Array(recent), pace: trained / elapsed, finished: finished, elapsed: elapsed)
    }

    private static let soon = 0.5

    mutating func count(_ outcome: Outcome) {
        evaluations += 1
        switch outcome {
        case .fitness(let fitness, _): bestFitness = max(bestFitness ?? fitness, fitness)
        case .failure(let reason):
            failures += 1
            failureReason = reason
        }
    }

    /// Tells how far it is; at most some times a second where generations are quick.
    mutating func tell(_ generation: GenerationProgress, isForced: Bool = false) {
        guard isForced || ContinuousClock.now - lastTold > .milliseconds(50) else { return }
        lastTold = .now
        let elapsed = elapsed
        let share = (Double(finished) + generation.share) / Double(wanted)
        let evenly = share > 0 ? elapsed / share * (1 - share) : nil
        let forecast = forecasts.remaining(finished: finished, share: generation.share, elapsed: elapsed)
        context.progress(
            .evolution(
                EvolutionProgress(
                    finished: finished, generations: wanted, generation: generation.number,
                    evaluated: generation.evaluated, population: generation.population, elapsed: elapsed,
                    remaining: forecast ?? evenly,
                    best: bestSeen,
                    trainsNetworks: search.trainsNetworks, running: running.all)))
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

/// The trainings under way, written by the workers' threads and read by the session's.
final class RunningTrainings: Sendable {
    private let states = Mutex<[Int: TrainingState]>([:])

    /// In the order of the workers.
    var all: [TrainingState] { states.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    func set(_ state: TrainingState?, of worker: Int) { states.withLock { $0[worker] = state } }
}
