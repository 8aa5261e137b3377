import Foundation

/// A learning rate schedule over all epochs of a training.
public enum Schedule: String, CaseIterable, Codable, Hashable, Sendable {
    /// A constant learning rate.
    case constant
    /// Decays along half a cosine to 0 (Loshchilov and Hutter, "SGDR", 2017, without restarts).
    case cosine
    /// A tenth after half of the steps, a hundredth after three quarters (He et al., "Deep residual learning", 2016).
    case step
    /// Rises linearly over the first tenth of the steps, then decays along half a cosine (Goyal et al., 2017).
    case warmUp = "warm_up"

    /// All schedules.
    public static var all: [Schedule] { allCases }

    /// The name in the command language.
    public var name: String { rawValue }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .constant: "a constant learning rate"
        case .cosine: "the learning rate decays along half a cosine to 0"
        case .step: "a tenth of the learning rate after half of the steps, a hundredth after three quarters"
        case .warmUp: "the learning rate rises over the first tenth of the steps, then decays along half a cosine"
        }
    }

    /// Creates the schedule with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Returns the fraction of the learning rate for a step.
    ///
    /// - Parameter done: The fraction of all steps before it, from 0 to below 1.
    package func factor(after done: Double) -> Double {
        switch self {
        case .constant: return 1
        case .cosine: return Self.halfCosine(done)
        case .step: return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01
        case .warmUp:
            let rise = 0.1
            // The first step must not be 0.
            return done < rise ? max(done, rise / 100) / rise : Self.halfCosine((done - rise) / (1 - rise))
        }
    }

    private static func halfCosine(_ factor: Double) -> Double { 0.5 * (1 + cos(.pi * min(max(factor, 0), 1))) }
}
