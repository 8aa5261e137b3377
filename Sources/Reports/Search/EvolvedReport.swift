/// The result of `evolve`.
public struct EvolvedReport: Codable, Hashable, Sendable {
    /// A reason for the end.
    public enum End: String, Codable, Sendable {
        case finished, goal, time, stopped
        /// The best has not improved for the number of generations requested.
        case patience
        /// All evaluations failed, one after the other.
        case failing
    }

    /// The reason for the end.
    public let end: End
    /// The number of generations finished.
    public let finished: Int
    /// The number of generations requested; nil for as many as goal or time allow.
    public let asked: Int?
    /// The generation of the population now.
    public let generation: Int
    /// The number of evaluations that the search asked for.
    public let evaluations: Int
    /// The number of measurements made for them: one each, or one for each fold and repeat.
    public let measured: Int
    /// The number of measurements that were already known.
    public let known: Int
    /// The number of evaluations without a fitness.
    public let failures: Int
    /// The reason for the last failure.
    public let failureReason: String?
    /// The last lines that a program wrote to its standard error before it failed.
    public let failureOutput: [String]
    /// The failures by their reason, the most frequent first.
    public let failureGroups: [FailureGroup]
    /// The best value of the objective in finished generations.
    public let best: Double?
    /// The measured part of a generation that the time limit stopped; nil if nothing of it was measured.
    public let unfinished: UnfinishedReport?
    /// The rule of `patience`; nil if it was not requested.
    public let patience: PatienceReport?
    /// The mean of the last generation.
    public let mean: Double?
    /// The objective as it was typed.
    public let objective: String
    /// True if networks are trained.
    public let trainsNetworks: Bool
    /// The duration in seconds.
    public let seconds: Double
    /// The warnings.
    public let warnings: [String]
    /// The front of several objectives, which have neither a best value nor a mean; nil with one objective.
    public var front: FrontReport?
    /// The standard deviation of the folds and repeats that `best` is the mean of; nil for a single part.
    public var bestDeviation: Double?

    package init(
        end: End, finished: Int, asked: Int?, generation: Int, evaluations: Int, measured: Int, known: Int,
        failures: Int, failureReason: String?, failureOutput: [String], failureGroups: [FailureGroup], best: Double?,
        unfinished: UnfinishedReport?, patience: PatienceReport?, mean: Double?, objective: String,
        trainsNetworks: Bool, seconds: Double, warnings: [String], front: FrontReport? = nil,
        bestDeviation: Double? = nil
    ) {
        self.end = end
        self.finished = finished
        self.asked = asked
        self.generation = generation
        self.evaluations = evaluations
        self.measured = measured
        self.known = known
        self.failures = failures
        self.failureReason = failureReason
        self.failureOutput = failureOutput
        self.failureGroups = failureGroups
        self.best = best
        self.unfinished = unfinished
        self.patience = patience
        self.mean = mean
        self.objective = objective
        self.trainsNetworks = trainsNetworks
        self.seconds = seconds
        self.warnings = warnings
        self.front = front
        self.bestDeviation = bestDeviation
    }
}

/// The measured part of a generation that the time limit stopped.
public struct UnfinishedReport: Codable, Hashable, Sendable {
    /// The generation, from 1.
    public let generation: Int
    /// The number of its genomes that were measured.
    public let measured: Int
    /// The number of its genomes.
    public let population: Int
    /// The best value of the objective among them; with several objectives that of the first in `values`.
    public let best: Double
    /// True if that is better than everything in finished generations, so that it is the fittest; with several
    /// objectives, if it is the knee of the front.
    public let isFittest: Bool
    /// The values of several objectives; nil with one.
    public var values: [FrontReport.ObjectiveValue]?

    package init(
        generation: Int, measured: Int, population: Int, best: Double, isFittest: Bool,
        values: [FrontReport.ObjectiveValue]? = nil
    ) {
        self.generation = generation
        self.measured = measured
        self.population = population
        self.best = best
        self.isFittest = isFittest
        self.values = values
    }

    /// The part in words: `of 12 measured of 20 in the unfinished generation 1`.
    public var words: String { "of \(measured) measured of \(population) in the unfinished generation \(generation)" }
}

/// The rule that ends a search whose best no longer improves.
public struct PatienceReport: Codable, Hashable, Sendable {
    /// The number of generations without an improvement after which the search ends.
    public let generations: Int
    /// The difference that an improvement must exceed.
    public let change: Double

    package init(generations: Int, change: Double) {
        self.generations = generations
        self.change = change
    }
}

/// Evaluations that failed for the same reason.
public struct FailureGroup: Codable, Hashable, Sendable {
    /// The reason.
    public let reason: String
    /// The number of failures.
    public let count: Int
    /// The last lines that the program wrote to its standard error before the first of them.
    public let output: [String]

    package init(reason: String, count: Int, output: [String]) {
        self.reason = reason
        self.count = count
        self.output = output
    }
}
