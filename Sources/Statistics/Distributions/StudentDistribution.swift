import Platform

/// Student's t distribution.
public struct StudentDistribution: Sendable {
    /// The degrees of freedom, above 0.
    public let degrees: Double

    /// Creates a distribution.
    public init(degrees: Double) { self.degrees = max(degrees, .leastNormalMagnitude) }

    /// Returns the probability of a value of at most `value`, by the incomplete beta function (Abramowitz and Stegun,
    /// 26.7.1).
    public func cumulative(_ value: Double) -> Double {
        let tail = Self.incompleteBeta(degrees / (degrees + value * value), degrees / 2, 0.5) / 2
        return value > 0 ? 1 - tail : tail
    }

    /// Returns the value that is exceeded with a probability of 2.5%: the half width of a 95% interval in standard errors.
    public var twoSided95: Double {
        var (low, high) = (0.0, 2.0)
        while cumulative(high) < 0.975, high < 1e12 { (low, high) = (high, high * 2) }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if cumulative(middle) < 0.975 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularized incomplete beta function, by its continued fraction in the form of Lentz (Thompson and Barnett,
    /// "Coulomb and Bessel functions of complex arguments and order", 1986).
    private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges quickly on this side only.
        guard x < (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(1 - x, b, a) }
        let scale: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
        let power: Double = a * log(x) + b * log(1 - x)
        let front: Double = exp(scale + power) / a
        let tiny = 1e-300
        func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        let first: Double = 1 - (a + b) * x / (a + 1)
        var c = 1.0
        var d = 1 / safe(first)
        var fraction = d
        for step in 1...300 {
            let m = Double(step)
            let (before, at, after): (Double, Double, Double) = (a + 2 * m - 1, a + 2 * m, a + 2 * m + 1)
            let even: Double = m * (b - m) * x / (before * at)
            d = 1 / safe(1 + even * d)
            c = safe(1 + even / c)
            fraction *= c * d
            let odd: Double = -(a + m) * (a + b + m) * x / (at * after)
            d = 1 / safe(1 + odd * d)
            c = safe(1 + odd / c)
            fraction *= c * d
            if abs(c * d - 1) < 1e-15 { break }
        }
        return front * fraction
    }
}
