/// What an evaluator is and does, for those who look.
public struct EvaluatorState: Hashable, Sendable {
    /// What it does.
    public enum Activity: Hashable, Sendable {
        /// It is started again in so many seconds.
        case resting(seconds: Double)
        /// Its launcher runs, and it has not come yet.
        case awaited(seconds: Double)
        case idle
        /// It was asked to stop what is not wanted any more.
        case stopping
        /// It reads its data, or is sent them.
        case preparing
        case evaluating(genes: String, progress: EvaluationProgress?, seconds: Double)
        case refused(reason: String)
    }

    /// From 1.
    public let number: Int
    /// What it said of itself; nil as long as it has not come.
    public let hello: EvaluatorHello?
    /// What it does.
    public let activity: Activity
    /// Pieces of work that it finished.
    public let done: Int
    /// Seconds that these took altogether.
    public let seconds: Double
    /// How often one was lost in its place.
    public let losses: Int
    /// Why the last one was lost.
    public let lastLoss: String?

    /// Whether it has come and takes part.
    public var isPresent: Bool {
        switch activity {
        case .resting, .awaited, .refused: false
        case .idle, .stopping, .preparing, .evaluating: true
        }
    }
}
