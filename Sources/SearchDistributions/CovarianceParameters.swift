import Platform

/// The weights and learning rates of CMA-ES for a number of dimensions and of samples (Hansen, "The CMA evolution
/// strategy: a tutorial", 2016, table 1), with the symbols used there.
package struct CovarianceParameters: Sendable {
    /// λ.
    package let samples: Int
    /// μ, the number of samples with positive weights.
    package let parents: Int
    /// The weights of the samples, the best first; those of the worse half are negative.
    package let weights: [Double]
    /// μ_eff, the variance-effective number of parents.
    package let effective: Double
    /// c_σ.
    package let pathRate: Double
    /// d_σ.
    package let damping: Double
    /// c_c.
    package let covariancePathRate: Double
    /// c₁.
    package let rankOneRate: Double
    /// c_μ.
    package let rankManyRate: Double
    /// E‖N(0, I)‖.
    package let expectedLength: Double

    /// Returns the default λ: 4 + ⌊3 ln n⌋.
    package static func samples(dimensions: Int) -> Int { 4 + Int(3 * log(Double(max(1, dimensions)))) }

    package init(dimensions: Int, samples: Int) {
        self.samples = samples
        let n = Double(max(1, dimensions))
        parents = samples / 2
        let raw = (1...samples).map { log((Double(samples) + 1) / 2) - log(Double($0)) }
        let (good, bad) = (raw[..<parents], raw[parents...])
        func effective(_ weights: ArraySlice<Double>) -> Double {
            let sum = weights.reduce(0, +)
            let squares = weights.reduce(0) { $0 + $1 * $1 }
            return squares > 0 ? sum * sum / squares : 0
        }
        let (mu, minus) = (effective(good), effective(bad))
        self.effective = mu
        pathRate = (mu + 2) / (n + mu + 5)
        damping = 1 + 2 * max(0, ((mu - 1) / (n + 1)).squareRoot() - 1) + pathRate
        covariancePathRate = (4 + mu / n) / (n + 4 + 2 * mu / n)
        let one = 2 / ((n + 1.3) * (n + 1.3) + mu)
        let many = min(1 - one, 2 * (0.25 + mu + 1 / mu - 2) / ((n + 2) * (n + 2) + mu))
        (rankOneRate, rankManyRate) = (one, many)
        expectedLength = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
        let limit = min(1 + one / many, 1 + 2 * minus / (mu + 2), (1 - one - many) / (n * many))
        let (above, below) = (good.reduce(0, +), -bad.reduce(0, +))
        weights = raw.map { $0 >= 0 ? $0 / above : below > 0 ? $0 * limit / below : 0 }
    }
}
