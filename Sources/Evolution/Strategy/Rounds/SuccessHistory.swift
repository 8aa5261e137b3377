import Platform
import Randomness

/// The scale factors and crossover rates with which differential evolution succeeded (Tanabe and Fukunaga, "Improving
/// the search performance of SHADE using linear population size reduction", 2014): a ring of means, of which each
/// round replaces one.
package struct SuccessHistory: Codable, Equatable, Sendable {
    /// The means of the scale factors.
    package private(set) var factors: [Double]
    /// The means of the crossover rates; negative in an entry whose successes all had a rate of 0, which stays there.
    package private(set) var rates: [Double]
    /// The entry that the next round replaces.
    private var next = 0

    private enum CodingKeys: String, CodingKey { case factors, rates, next }

    /// The number of entries.
    private static let size = 6
    /// The spread of the draws around a mean.
    private static let spread = 0.1

    package init() {
        factors = [Double](repeating: 0.5, count: Self.size)
        rates = [Double](repeating: 0.5, count: Self.size)
    }

    /// A round's success: the scale factor and the rate of a child, and its gain in fitness.
    package struct Success: Sendable {
        let factor: Double
        let rate: Double
        let gain: Double

        package init(factor: Double, rate: Double, gain: Double) {
            (self.factor, self.rate, self.gain) = (factor, rate, gain)
        }
    }

    /// Draws a scale factor, by a Cauchy distribution, and a crossover rate, by a normal one, around the means of a
    /// random entry.
    func draw(_ generator: inout Generator) -> (factor: Double, rate: Double) {
        let entry = generator.below(factors.count)
        let rate =
            rates[entry] < 0 ? 0 : min(max(rates[entry] + Self.spread * generator.normal(), 0), 1)
        var factor = 0.0
        while factor <= 0 { factor = factors[entry] + Self.spread * tan(.pi * (generator.uniform() - 0.5)) }
        return (min(factor, 1), rate)
    }

    /// Replaces one entry by the Lehmer means of the successes, weighted by their gains: Σ w x² / Σ w x.
    package mutating func learn(_ successes: [Success]) {
        guard !successes.isEmpty else { return }
        let gains = successes.map { $0.gain.isFinite ? $0.gain : .greatestFiniteMagnitude / Double(successes.count) }
        let scale = gains.max() ?? 0
        let weights = gains.map { scale > 0 ? $0 / scale : 1 }
        func mean(_ value: (Success) -> Double) -> Double {
            let pairs = zip(weights, successes)
            let sum = pairs.reduce(0) { $0 + $1.0 * value($1.1) }
            return sum > 0 ? pairs.reduce(0) { $0 + $1.0 * value($1.1) * value($1.1) } / sum : 0
        }
        factors[next] = mean(\.factor)
        rates[next] = rates[next] < 0 || !successes.contains { $0.rate > 0 } ? -1 : mean(\.rate)
        next = (next + 1) % factors.count
    }

    /// True if a decoded history has all entries within their ranges.
    var isSound: Bool {
        factors.count == Self.size && rates.count == Self.size && (0..<Self.size).contains(next)
            && factors.allSatisfy { $0 > 0 && $0 <= 1 } && rates.allSatisfy { $0 >= -1 && $0 <= 1 }
    }
}
