import DataSources
public import Plots

/// How far a long command is; what draws, prints or counts it is none of Session's business.
public enum Progress: Sendable {
    case evolution(EvolutionProgress)
    case training(TrainingState)
    case data(DataState)
    case comparison(ComparisonProgress)
    /// What the work so far looks like, drawn anew in place.
    case figure(Figure)
}

/// How far reading or fetching data is.
public struct DataState: Codable, Hashable, Sendable {
    /// What is counted.
    public enum Unit: String, Codable, Sendable { case bytes, pictures }

    /// The file's name.
    public let file: String
    /// Where it comes from; nil for a file on this machine.
    public let address: String?
    /// What is counted.
    public let unit: Unit
    /// How much is done.
    public let done: Int
    /// How much there is in all; 0 where that cannot be told.
    public let total: Int

    init(_ progress: DataProgress) {
        switch progress {
        case .reading(let path, let done, let total):
            (file, address) = (path.split(separator: "/").last.map(String.init) ?? path, nil)
            (unit, self.done, self.total) = (.bytes, done, total)
        case .unpacking(let path, let done, let total):
            (file, address) = (path.split(separator: "/").last.map(String.init) ?? path, nil)
            (unit, self.done, self.total) = (.pictures, done, total)
        case .fetching(let file, let address, let done, let total):
            (self.file, self.address, unit, self.done, self.total) = (file, address, .bytes, done, total)
        }
    }
}

/// The progress of `compare` over several searches.
public struct ComparisonProgress: Codable, Hashable, Sendable {
    /// The searches that are finished.
    public let finished: Int
    /// The searches that are wanted.
    public let searches: Int
    /// Seconds since the command began.
    public let elapsed: Double
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
    /// How many evaluators there are; nil where threads of this process measure.
    public var evaluators: EvaluatorCount?
}

/// How many evaluators of a launcher there are.
public struct EvaluatorCount: Codable, Hashable, Sendable {
    /// Those that have said hello and take part.
    public let present: Int
    /// Those of them that still read the data, or are sent them.
    public let preparing: Int
    /// Those that were asked for.
    public let wanted: Int
    /// The last line that a launcher wrote while none had come; nil where it wrote none.
    public let said: String?
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
