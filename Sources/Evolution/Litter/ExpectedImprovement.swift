#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much better than the best so far a genome can be expected to turn out, where its value is normally distributed
/// (Mockus, 1978; Jones, Schonlau and Welch, "Efficient global optimization", 1998): (m − b)Φ(z) + sφ(z), z = (m − b)/s.
enum ExpectedImprovement {
    /// The logarithm of it, which still tells candidates apart where the improvement itself is too small for a number.
    static func logarithm(mean: Double, deviation: Double, best: Double) -> Double {
        let gap = (mean - best) / max(deviation, 1e-9)
        let scale = log(max(deviation, 1e-9))
        if gap > -6 {
            let density = exp(-gap * gap / 2) / (2 * Double.pi).squareRoot()
            let share = 0.5 * erfc(-gap / 2.0.squareRoot())
            return log(max(gap * share + density, 1e-300)) + scale
        }
        // φ(z)/z² for z far below: the first term of the asymptotic series.
        return -gap * gap / 2 - log((2 * Double.pi).squareRoot()) - 2 * log(-gap) + scale
    }
}
