package import Memory
package import Objectives

extension SearchRun {
    /// The result of a part of a genome's evaluation.
    package enum PartResult: Sendable {
        /// Measured in this run, and cached if the result is valid for longer.
        case measured(RememberedEvaluation, worker: Int)
        /// Measured earlier by this session, or by another one while the part was waiting.
        case found(RememberedEvaluation)
        /// No result; another attempt may succeed. With the reason.
        case abandoned(String)

        /// The evaluation; nil if it failed or was abandoned.
        package var evaluation: Evaluation? {
            guard let known = remembered, case .scores(let scores) = known.result else { return nil }
            return Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
        }

        /// The stored result; nil if the evaluation was abandoned.
        package var remembered: RememberedEvaluation? {
            switch self {
            case .abandoned: nil
            case .measured(let known, _), .found(let known): known
            }
        }

        /// The duration in seconds of an evaluation that this run measured; nil for another one or a failure.
        package var secondsOfSuccess: Double? {
            guard case .measured(let known, _) = self, case .scores = known.result else { return nil }
            return known.seconds
        }

        /// The reason for a missing evaluation; nil if there is one.
        package var failure: String? {
            switch self {
            case .abandoned(let reason): return reason
            case .measured(let known, _), .found(let known):
                if case .failure(let reason) = known.result { return reason }
                return nil
            }
        }
    }
}
