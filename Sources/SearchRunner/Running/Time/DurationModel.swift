import Platform

/// A model of the durations of evaluations by their estimated cost: seconds = a · cost^b with 0 ≤ b ≤ 1, fitted to the
/// logarithms by least squares.
///
/// A part of each duration does not depend on the cost, and small networks use a processor less well, so b is usually
/// below 1. Early stopping scatters durations; the residuals measure it.
package struct DurationModel {
    private var count = 0.0
    /// The sums of the logarithms of costs and seconds, of their squares and of their products.
    private var (costs, seconds, squaredCosts, squaredSeconds, products) = (0.0, 0.0, 0.0, 0.0, 0.0)

    /// The minimum number of finished evaluations for a prediction.
    private static let least = 3.0

    package init() {}

    /// Learns from a finished evaluation.
    package mutating func learn(cost: Double, seconds duration: Double) {
        guard cost > 0, cost.isFinite, duration > 0, duration.isFinite else { return }
        let (x, y) = (log(cost), log(duration))
        count += 1
        costs += x
        seconds += y
        squaredCosts += x * x
        squaredSeconds += y * y
        products += x * y
    }

    /// Returns the expected duration in seconds, and one that is one standard deviation shorter; nil before there are
    /// enough finished evaluations.
    package func prediction(cost: Double) -> (expected: Double, short: Double)? {
        guard count >= Self.least, cost > 0, cost.isFinite else { return nil }
        let (meanCost, meanSeconds) = (costs / count, seconds / count)
        let variation = max(0, squaredCosts / count - meanCost * meanCost)
        let covariation = products / count - meanCost * meanSeconds
        // Equal costs, such as those of a program's answers, say nothing about the exponent.
        let exponent = variation > 1e-9 ? min(1, max(0, covariation / variation)) : 1
        let spread = max(0, squaredSeconds / count - meanSeconds * meanSeconds)
        let residual = max(0, spread - exponent * (2 * covariation - exponent * variation))
        let expected = meanSeconds + exponent * (log(cost) - meanCost)
        return (exp(expected), exp(expected - residual.squareRoot()))
    }
}
