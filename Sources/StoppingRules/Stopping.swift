/// The rules that end hopeless measurements early.
public enum Stopping: String, CaseIterable, Codable, Hashable, Sendable {
    /// Asynchronous successive halving.
    case halving
    /// The median rule.
    case median
    /// A model of the learning curves.
    case surrogate
    /// No rule: everything is measured with the highest budget.
    case none

    /// All rules.
    public static var all: [Stopping] { allCases }

    /// The rule unless another one is chosen.
    public static let usual = Stopping.halving

    /// The name in the command language.
    public var name: String { rawValue }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .halving: "only the best third at each rung go on, with factor 3 (Li et al., 2020)"
        case .median: "those above the median at a rung go on (Golovin et al., 2017)"
        case .surrogate: "those that may still become the best go on, by a model of the curves so far"
        case .none: "all are trained to the end"
        }
    }

    /// Returns the budget that a measurement uses on average, if the rule lets its usual fraction go on at each rung.
    public func usualBudget(of rungs: Rungs) -> Double {
        let continuing =
            switch self {
            case .halving: 1 / Double(rungs.factor)
            case .median, .surrogate: 0.5
            case .none: 1.0
            }
        var (budget, fraction) = (0.0, 1.0)
        for span in rungs.spans {
            budget += fraction * Double(span.through - span.after)
            fraction *= continuing
        }
        return budget
    }

    /// Returns the rule for some rungs; nil for `none`.
    public func rule(for rungs: Rungs) -> (any StoppingRule)? {
        switch self {
        case .halving: SuccessiveHalving(factor: rungs.factor)
        case .median: MedianRule()
        case .surrogate: CurveSurrogate(highest: rungs.highest)
        case .none: nil
        }
    }
}

/// A rule that decides at each rung but the last whether a measurement continues.
///
/// The decision about a birth is made from the complete records of the births that are at least `ahead` births older,
/// and of no others: so it is the same for any number of workers, in whatever order they finish, after an
/// interruption, and after `undo`. The measurement waits for these records, and a promotion belongs to the evaluation
/// of the same birth: the evolution receives one outcome for each birth, and knows nothing of rungs. (In the original
/// asynchronous successive halving, a network is promoted whenever others make it the best of its rung, so that its
/// outcome would change after it was reported.)
public protocol StoppingRule: Sendable {
    /// Returns the reason to stop, or nil to go on.
    ///
    /// - Parameters:
    ///   - points: the fitness at each rung so far, the last one that of the rung at which the rule decides.
    ///   - earlier: the records of earlier births, in the order of birth.
    /// - Complexity: O(earlier births × log earlier births) or better
    func reasonToStop(_ points: [RungRecord.Point], after earlier: [RungRecord]) -> StoppingReason?
}
