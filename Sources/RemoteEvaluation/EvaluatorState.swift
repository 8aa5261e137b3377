public import Objectives

/// A snapshot of an evaluator's identity and activity.
public struct EvaluatorState: Hashable, Sendable {
    /// The activity of an evaluator.
    public enum Activity: Hashable, Sendable {
        /// The launcher is started again in so many seconds.
        case resting(seconds: Double)
        /// The launcher runs, and the evaluator has not appeared yet.
        case awaited(seconds: Double)
        case idle
        /// The evaluator was asked to stop an evaluation that is no longer wanted.
        case stopping
        /// The evaluator reads or receives its data.
        case preparing
        case evaluating(genes: String, progress: EvaluationProgress?, seconds: Double)
        case refused(reason: String)
    }

    /// The number, from 1.
    public let number: Int
    /// The evaluator's description of itself; nil until it has appeared.
    public let hello: EvaluatorHello?
    /// The current activity.
    public let activity: Activity
    /// The number of finished tasks.
    public let done: Int
    /// The total seconds of these tasks.
    public let seconds: Double
    /// The number of evaluators lost in this slot.
    public let losses: Int
    /// The reason for the last loss.
    public let lastLoss: String?

    /// True if the evaluator has appeared and takes part.
    public var isPresent: Bool {
        switch activity {
        case .resting, .awaited, .refused: false
        case .idle, .stopping, .preparing, .evaluating: true
        }
    }
}
