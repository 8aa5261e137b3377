import Foundation

/// How the learning rate changes while a network is trained, over all of its epochs.
public enum Schedule: String, CaseIterable, Codable, Hashable, Sendable {
    /// The same throughout.
    case constant
    /// Falls along half a cosine to 0 (Loshchilov and Hutter, "SGDR", 2017, without restarts).
    case cosine
    /// A tenth after half of the steps, a hundredth after three quarters (He et al., "Deep residual learning", 2016).
    case step
    /// Rises evenly over the first tenth of the steps, then falls along half a cosine (Goyal et al., 2017).
    case warmUp = "warm_up"

    /// All of them.
    public static var all: [Schedule] { allCases }

    /// The word in the language.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .constant: "the same rate throughout"
        case .cosine: "the rate falls along half a cosine to 0"
        case .step: "a tenth of the rate after half of the steps, a hundredth after three quarters"
        case .warmUp: "the rate rises over the first tenth of the steps, then falls along half a cosine"
        }
    }

    /// The schedule with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// The share of the learning rate that a step has.
    ///
    /// - Parameter done: the share of all steps that was done before it, from 0 to below 1.
    func share(after done: Double) -> Double {
        switch self {
        case .constant: return 1
        case .cosine: return Self.halfCosine(done)
        case .step: return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01
        case .warmUp:
            let rise = 0.1
            // The first step moves too.
            return done < rise ? max(done, rise / 100) / rise : Self.halfCosine((done - rise) / (1 - rise))
        }
    }

    private static func halfCosine(_ share: Double) -> Double { 0.5 * (1 + cos(.pi * min(max(share, 0), 1))) }
}
