import Evolution
import SearchRunner
public import Session
import SessionState

/// A next step for a new user, in the order of a first session.
public enum NextStep: String, CaseIterable, Sendable {
    case load, evolve, show, plot, train

    /// The command to try.
    public var command: String {
        switch self {
        case .load: "load digits"
        case .evolve: "evolve 10"
        case .show: "show fittest"
        case .plot: "plot"
        case .train: "train fittest save \"fittest\""
        }
    }
}

extension Session {
    /// The steps that are possible now, in order.
    public var nextSteps: [NextStep] {
        NextStep.allCases.filter { step in
            switch step {
            case .load: state.data == nil && state.objective == nil
            case .evolve: state.objective != nil && !hasEvolved
            case .show: state.fittest != nil
            case .plot: hasEvolved
            case .train:
                state.fittest != nil && state.trained == nil
                    && state.objective?.isOverGenesAlone(state.genes.genes) == false
            }
        }
    }

    private var hasEvolved: Bool { state.evolution?.fittest != nil }
}
