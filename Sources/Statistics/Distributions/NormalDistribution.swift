import Platform

/// The normal distribution with mean 0 and standard deviation 1.
public enum NormalDistribution {
    /// The quantile of a two-sided 95% interval.
    public static let twoSided95 = 1.959_963_984_540_054

    /// Returns the probability of a value of at most `value`.
    public static func cumulative(_ value: Double) -> Double { 0.5 * erfc(-value / 2.0.squareRoot()) }

    /// Returns the quantile of a probability in 0 < `fraction` < 1 (Acklam's rational approximation, relative error
    /// below 1.2e-9).
    public static func quantile(_ fraction: Double) -> Double {
        let tail = { (distance: Double) -> Double in
            let root = (-2 * log(distance)).squareRoot()
            let numerator =
                ((((-7.784894002430293e-03 * root - 3.223964580411365e-01) * root - 2.400758277161838) * root
                    - 2.549732539343734) * root + 4.374664141464968) * root + 2.938163982698783
            let denominator =
                (((7.784695709041462e-03 * root + 3.224671290700398e-01) * root + 2.445134137142996) * root
                    + 3.754408661907416) * root + 1
            return numerator / denominator
        }
        if fraction < 0.02425 { return tail(fraction) }
        if fraction > 1 - 0.02425 { return -tail(1 - fraction) }
        let offset = fraction - 0.5
        let square = offset * offset
        let numerator =
            (((((-3.969683028665376e+01 * square + 2.209460984245205e+02) * square - 2.759285104469687e+02) * square
                + 1.383577518672690e+02) * square - 3.066479806614716e+01) * square + 2.506628277459239) * offset
        let denominator =
            ((((-5.447609879822406e+01 * square + 1.615858368580409e+02) * square - 1.556989798598866e+02) * square
                + 6.680131188771972e+01) * square - 1.328068155288572e+01) * square + 1
        return numerator / denominator
    }
}
