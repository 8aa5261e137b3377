import Platform

/// The expected improvement of a genome over the best so far, for a normally distributed prediction (Mockus, 1978;
/// Jones, Schonlau and Welch, "Efficient global optimization", 1998): (m − b)Φ(z) + sφ(z), z = (m − b)/s.
package enum ExpectedImprovement {
    /// Returns its logarithm, which distinguishes candidates even if the improvement itself underflows.
    package static func logarithm(mean: Double, deviation: Double, best: Double) -> Double {
        let gap = (mean - best) / max(deviation, 1e-9)
        let scale = log(max(deviation, 1e-9))
        // Below this, the two terms cancel and then underflow.
        if gap > -25 {
            let density = exp(-gap * gap / 2) / (2 * Double.pi).squareRoot()
            let probability = 0.5 * erfc(-gap / 2.0.squareRoot())
            return log(max(gap * probability + density, 1e-300)) + scale
        }
        // φ(z)/z² times the asymptotic series 1 − 3/z² + 15/z⁴ − 105/z⁶.
        let square = 1 / (gap * gap)
        let series = 1 - square * (3 - square * (15 - square * 105))
        return -gap * gap / 2 - log((2 * Double.pi).squareRoot()) + log(square * series) + scale
    }
}
