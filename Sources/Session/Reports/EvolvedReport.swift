/// The result of `evolve`.
public struct EvolvedReport: Codable, Hashable, Sendable {
    /// A reason for the end.
    public enum End: String, Codable, Sendable {
        case finished, goal, time, stopped
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
    /// The best value of the objective.
    public let best: Double?
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
}

/// Evaluations that failed for the same reason.
public struct FailureGroup: Codable, Hashable, Sendable {
    /// The reason.
    public let reason: String
    /// The number of failures.
    public let count: Int
    /// The last lines that the program wrote to its standard error before the first of them.
    public let output: [String]
}
