public import Plots

/// The progress of a long command; other modules draw, print or count it.
public enum WorkProgress: Sendable {
    case evolution(EvolutionProgress)
    case training(TrainingState)
    case data(DataState)
    case comparison(ComparisonProgress)
    case experiment(ExperimentProgress)
    case steps(StepsProgress)
    /// A figure of the work so far, redrawn in place.
    case figure(Figure)
}

/// The progress of reading or fetching data.
public struct DataState: Codable, Hashable, Sendable {
    /// The unit of the amounts.
    public enum ProgressUnit: String, Codable, Sendable { case bytes, pictures }

    /// The name of the file.
    public let file: String
    /// The address that it comes from; nil for a file on this machine.
    public let address: String?
    /// The unit of `done` and `total`.
    public let unit: ProgressUnit
    /// The amount done.
    public let done: Int
    /// The total amount; 0 if it is unknown.
    public let total: Int

    package init(file: String, address: String?, unit: ProgressUnit, done: Int, total: Int) {
        self.file = file
        self.address = address
        self.unit = unit
        self.done = done
        self.total = total
    }
}

/// The progress of `compare` over several searches.
public struct ComparisonProgress: Codable, Hashable, Sendable {
    /// The number of finished searches.
    public let finished: Int
    /// The number of searches requested.
    public let searches: Int
    /// Seconds since the command began.
    public let elapsed: Double

    package init(finished: Int, searches: Int, elapsed: Double) {
        self.finished = finished
        self.searches = searches
        self.elapsed = elapsed
    }
}

/// The progress of work in steps, such as baselines.
public struct StepsProgress: Codable, Hashable, Sendable {
    /// The name of the work.
    public let title: String
    /// The number of finished steps.
    public let finished: Int
    /// The number of steps.
    public let steps: Int
    /// Seconds since the work began.
    public let elapsed: Double

    package init(title: String, finished: Int, steps: Int, elapsed: Double) {
        self.title = title
        self.finished = finished
        self.steps = steps
        self.elapsed = elapsed
    }
}

/// The progress of `experiment` over all runs.
public struct ExperimentProgress: Codable, Hashable, Sendable {
    /// The name of the experiment.
    public let name: String
    /// The number of finished runs, including those of earlier commands.
    public let finished: Int
    /// The number of runs.
    public let runs: Int
    /// The completed fraction of all runs, 0 to 1.
    public let fraction: Double
    /// Seconds since the command began.
    public let elapsed: Double
    /// The estimated time remaining in seconds; nil if it is unknown.
    public let remaining: Double?
    /// The way of the current run; nil if several run at once.
    public let way: String?
    /// The seed of the current run; nil if several run at once.
    public let seed: UInt64?
    /// The progress of the current run; nil if several run at once.
    public let search: EvolutionProgress?

    package init(
        name: String, finished: Int, runs: Int, fraction: Double, elapsed: Double, remaining: Double?, way: String?,
        seed: UInt64?, search: EvolutionProgress?
    ) {
        self.name = name
        self.finished = finished
        self.runs = runs
        self.fraction = fraction
        self.elapsed = elapsed
        self.remaining = remaining
        self.way = way
        self.seed = seed
        self.search = search
    }
}

/// The progress of `evolve`.
public struct EvolutionProgress: Codable, Hashable, Sendable {
    /// The number of generations that this command has finished.
    public let finished: Int
    /// The number of generations that this command runs; nil for as many as goal or time allow.
    public let generations: Int?
    /// The current generation, counted from the population's first.
    public let generation: Int
    /// The number of genomes of the current generation whose fitness is known.
    public let evaluated: Int
    /// The number of genomes of the current generation.
    public let population: Int
    /// Seconds since the command began.
    public let elapsed: Double
    /// The estimated time remaining in seconds; nil if it is unknown.
    public let remaining: Double?
    /// The best value of the objective so far, including the current generation.
    public let best: Double?
    /// True if networks are trained, each of which takes a while.
    public let trainsNetworks: Bool
    /// The trainings in progress, by worker.
    public let running: [TrainingState]
    /// The age of the oldest running evaluation in seconds; nil if none is running.
    public var oldest: Double?
    /// True if a program computes the objective; each of its answers may take a while.
    public var asksProgram: Bool?
    /// The number of evaluators; nil if threads of this process measure.
    public var evaluators: EvaluatorCount?
    /// The estimated time of a generation in seconds, from which `remaining` follows; nil if it is unknown.
    public var pace: Double?
    /// The number of genomes on the front of several objectives, in finished generations; nil with one objective.
    public var frontSize: Int?

    package init(
        finished: Int, generations: Int?, generation: Int, evaluated: Int, population: Int, elapsed: Double,
        remaining: Double?, best: Double?, trainsNetworks: Bool, running: [TrainingState], oldest: Double? = nil,
        asksProgram: Bool? = nil, evaluators: EvaluatorCount? = nil, pace: Double? = nil, frontSize: Int? = nil
    ) {
        self.finished = finished
        self.generations = generations
        self.generation = generation
        self.evaluated = evaluated
        self.population = population
        self.elapsed = elapsed
        self.remaining = remaining
        self.best = best
        self.trainsNetworks = trainsNetworks
        self.running = running
        self.oldest = oldest
        self.asksProgram = asksProgram
        self.evaluators = evaluators
        self.pace = pace
        self.frontSize = frontSize
    }
}

/// The numbers of evaluators of a launcher.
public struct EvaluatorCount: Codable, Hashable, Sendable {
    /// The number of evaluators that have connected and take part.
    public let present: Int
    /// The number of connected evaluators that still read or receive the data.
    public let preparing: Int
    /// The number of evaluators requested.
    public let wanted: Int
    /// The last line that a launcher wrote before an evaluator connected; nil if it wrote none.
    public let lastOutput: String?

    package init(present: Int, preparing: Int, wanted: Int, lastOutput: String?) {
        self.present = present
        self.preparing = preparing
        self.wanted = wanted
        self.lastOutput = lastOutput
    }

    private enum CodingKeys: String, CodingKey {
        case present, preparing, wanted
        case lastOutput = "said"
    }
}

/// The progress of one training.
public struct TrainingState: Codable, Hashable, Sendable {
    /// The worker that trains it, from 1; 0 for `train`.
    public let worker: Int
    /// The current epoch, from 1.
    public let epoch: Int
    /// The maximum number of epochs; nil for no limit.
    public let epochs: Int?
    /// The completed fraction of the training; nil if it is unknown.
    public let fraction: Double?
    /// The training loss so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?
    /// Seconds since the training began.
    public let elapsed: Double

    package init(
        worker: Int, epoch: Int, epochs: Int?, fraction: Double?, loss: Double?, score: Double?, best: Double?,
        elapsed: Double
    ) {
        self.worker = worker
        self.epoch = epoch
        self.epochs = epochs
        self.fraction = fraction
        self.loss = loss
        self.score = score
        self.best = best
        self.elapsed = elapsed
    }

    private enum CodingKeys: String, CodingKey {
        case worker, epoch, epochs
        case fraction = "share"
        case loss, score, best, elapsed
    }
}
