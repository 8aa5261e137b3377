import Platform

/// The hyperparameters of the surrogate model: the importance of each gene and the noise of the fitness. Both are
/// maximum a posteriori estimates, given the evaluations and a broad prior. They are found by gradient steps whose
/// direction depends only on the sign of the gradient (Riedmiller and Braun, "RPROP", 1993).
package struct KernelHyperparameters: Codable, Equatable, Sendable {
    /// The logarithm of each gene's rate.
    private var logRates: [Double]
    private var logNoise: Double

    private enum CodingKeys: String, CodingKey { case logRates, logNoise }

    /// The prior: each logarithm is normally distributed around these values.
    private static let noisePrior = (mean: log(0.02), deviation: 1.0)
    private static let rateDeviation = 1.5

    private static func ratePrior(genes: Int) -> Double { log(2 / Double(genes).squareRoot()) }

    /// Creates known hyperparameters: the rate of each gene and the variance of the noise, all above 0.
    package init(rates: [Double], noise: Double) {
        logRates = rates.map { log($0) }
        logNoise = log(noise)
    }

    /// Creates the most likely hyperparameters before the first evaluation.
    package init(genes: Int) {
        logRates = [Double](repeating: Self.ratePrior(genes: genes), count: genes)
        logNoise = Self.noisePrior.mean
    }

    /// Returns true if there is a finite rate for each gene.
    func isSound(genes: Int) -> Bool {
        logRates.count == genes && (logRates + [logNoise]).allSatisfy(\.isFinite)
    }

    var rates: [Float] { logRates.map { Float(exp($0)) } }
    var noise: Double { exp(logNoise) }

    /// Moves the hyperparameters towards those that explain the scores best.
    ///
    /// - Complexity: O(steps × (n³ + n² × genes))
    package mutating func fit(_ features: GenomeEncoding, _ scores: [Double], steps: Int) {
        let genes = logRates.count
        var parameters = logRates + [logNoise]
        var lengths = [Double](repeating: 0.4, count: parameters.count)
        var last = [Double](repeating: 0, count: parameters.count)
        for _ in 0..<steps {
            let gradient = self.gradient(features, scores)
            for index in parameters.indices {
                let turn = gradient[index] * last[index]
                if turn > 0 { lengths[index] = min(lengths[index] * 1.2, 1) }
                if turn < 0 { lengths[index] = max(lengths[index] * 0.5, 1e-3) }
                last[index] = turn < 0 ? 0 : gradient[index]
                if last[index] != 0 { parameters[index] += last[index] > 0 ? lengths[index] : -lengths[index] }
            }
            for gene in 0..<genes { parameters[gene] = min(max(parameters[gene], -9), 4) }
            parameters[genes] = min(max(parameters[genes], log(1e-4)), 0)
            logRates = Array(parameters.prefix(genes))
            logNoise = parameters[genes]
        }
    }

    /// Returns the derivative of the log posterior by each logarithm: ½ Σ (αᵢαⱼ − K⁻¹ᵢⱼ) ∂Kᵢⱼ, plus that of the
    /// prior.
    ///
    /// - Complexity: O(n³ + n²·genes)
    package func gradient(_ features: GenomeEncoding, _ scores: [Double]) -> [Double] {
        let count = features.count
        let genes = logRates.count
        let rates = features.packed(self.rates)
        var factor = CholeskyFactor()
        var together: [[Float]] = []
        for row in 0..<count {
            let covariances = features.covariances(row, with: features, row, rates: rates)
            factor.append(covariances.whole + [1 + noise])
            together.append(covariances.together)
        }
        let weights = factor.solveTransposed(factor.solve(scores))
        let inverse = factor.inverse()
        var gradient = [Double](repeating: 0, count: genes + 1)
        for row in 0..<count {
            var slopes = [SIMD8<Float>](repeating: .zero, count: rates.count)
            for other in 0..<row {
                let pull = weights[row] * weights[other] - inverse[row * count + other]
                features.addSlopes(
                    row, other, together: together[row][other], rates: rates, times: Float(pull), to: &slopes)
            }
            for gene in 0..<genes { gradient[gene] -= Double(slopes[gene / 8][gene % 8]) }
            gradient[genes] += 0.5 * (weights[row] * weights[row] - inverse[row * count + row])
        }
        let prior = Self.ratePrior(genes: genes)
        for gene in 0..<genes {
            gradient[gene] *= exp(logRates[gene])
            gradient[gene] -= (logRates[gene] - prior) / (Self.rateDeviation * Self.rateDeviation)
        }
        gradient[genes] *= noise
        gradient[genes] -=
            (logNoise - Self.noisePrior.mean) / (Self.noisePrior.deviation * Self.noisePrior.deviation)
        return gradient
    }
}
