/// The expected running time of a search with restarts: the evaluations of all runs, divided by the number of runs
/// that reached the goal (Hansen, Auger, Ros, Mersmann, Tušar and Brockhoff, "COCO: a platform for comparing continuous
/// optimizers in a black-box setting", 2021).
public struct ExpectedRunningTime: Hashable, Sendable {
    /// The number of runs.
    public let runs: Int
    /// The number of runs that reached the goal.
    public let successes: Int
    /// The expected number of evaluations; nil if no run reached the goal.
    public let evaluations: Double?

    /// Estimates the time from some runs.
    ///
    /// - Parameter runs: For each run, the number of evaluations until it reached the goal; if it did not, all of its
    ///   evaluations.
    public init(_ runs: [(evaluations: Int, isSuccess: Bool)]) {
        self.runs = runs.count
        successes = runs.count(where: \.isSuccess)
        let all = runs.reduce(0.0) { $0 + Double($1.evaluations) }
        evaluations = successes == 0 ? nil : all / Double(successes)
    }
}
