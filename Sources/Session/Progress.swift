/// How far a long command is; what draws, prints or counts it is none of Session's business.
public enum Progress: Sendable {
    case evolution(EvolutionProgress)
    case training(TrainingState)
}

/// How far `evolve` is.
public struct EvolutionProgress: Codable, Hashable, Sendable {
    /// Generations that this command has finished.
    public let finished: Int
    /// Generations that this command is to run; nil for as many as goal or time allow.
    public let generations: Int?
    /// The generation under way, counted from the population's first.
    public let generation: Int
    /// Genomes of the generation under way whose fitness is known.
    public let evaluated: Int
    /// Genomes of the generation under way.
    public let population: Int
    /// Seconds since the command began.
    public let elapsed: Double
    /// Seconds that it will go on, where that can be told.
    public let remaining: Double?
    /// The best value of what is sought so far.
    public let best: Double?
    /// Whether networks are trained: each takes a while.
    public let trainsNetworks: Bool
    /// The networks under way, by worker.
    public let running: [TrainingState]
    /// How long the evaluation that began first has been under way, in seconds; nil where none is.
    public var oldest: Double?
    /// Whether a program is asked: each answer may take a while.
    public var asksProgram: Bool?
}

/// How far one training is.
public struct TrainingState: Codable, Hashable, Sendable {
    /// The worker that trains it, from 1; 0 for `train`.
    public let worker: Int
    /// The epoch under way, from 1.
    public let epoch: Int
    /// The most epochs, where there is a limit.
    public let epochs: Int?
    /// The share of it that is done, where that can be told.
    public let share: Double?
    /// The training loss so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?
    /// Seconds since it began.
    public let elapsed: Double
}
