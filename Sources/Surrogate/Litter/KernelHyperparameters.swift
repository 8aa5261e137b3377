import Platform

/// The hyperparameters of the surrogate model: the importance of each gene, the noise and the smoothness of the fitness.
/// All are maximum a posteriori estimates, given the evaluations and a broad prior. They are found by gradient steps whose
/// direction depends only on the sign of the gradient (Riedmiller and Braun, "RPROP", 1993).
package struct KernelHyperparameters: Codable, Equatable, Sendable {
    /// The logarithm of each gene's rate.
    private var logRates: [Double]
    private var logNoise: Double
    /// The log-odds of the share of the squared distance.
    private var oddsOfSquare = Self.smoothnessPrior.mean

    private enum CodingKeys: String, CodingKey { case logRates, logNoise, oddsOfSquare }

    /// The prior of the noise: its logarithm is normally distributed.
    package struct NoisePrior: Sendable {
        let mean: Double
        let deviation: Double
        let least: Double

        /// Ranks lose the differences between fitness values, which the model sees as noise.
        package static let ofRanks = NoisePrior(mean: log(0.02), deviation: 1, least: 1e-4)
        /// Functions without noise are common, and costly for a model that expects some.
        package static let ofValues = NoisePrior(mean: log(0.002), deviation: 1.5, least: 1e-5)
    }

    /// The prior: each logarithm is normally distributed around these values.
    private static let rateDeviation = 1.5
    private static let smoothnessPrior = (mean: 0.0, deviation: 2.0)
    private static let odds = -9.0...9.0
    private static let logRateRange = -9.0...6.0

    private static func ratePrior(genes: Int) -> Double { log(2 / Double(genes).squareRoot()) }

    /// Creates known hyperparameters: the rate of each gene and the variance of the noise, all above 0, and the share of
    /// the squared distance, between 0 and 1.
    package init(rates: [Double], noise: Double, smoothness: Double = 0.5) {
        oddsOfSquare = log(smoothness / (1 - smoothness))
        logRates = rates.map { log($0) }
        logNoise = log(noise)
    }

    /// Creates the most likely hyperparameters before the first evaluation.
    package init(genes: Int, noise: NoisePrior = .ofRanks) {
        logRates = [Double](repeating: Self.ratePrior(genes: genes), count: genes)
        logNoise = noise.mean
    }

    /// Decodes hyperparameters. Those of earlier versions have no smoothness and begin with the most likely one.
    ///
    /// - Throws: `DecodingError` if a part is missing or malformed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        logRates = try container.decode([Double].self, forKey: .logRates)
        logNoise = try container.decode(Double.self, forKey: .logNoise)
        oddsOfSquare =
            try container.decodeIfPresent(Double.self, forKey: .oddsOfSquare) ?? Self.smoothnessPrior.mean
    }

    /// Returns true if there is a finite rate for each gene.
    func isSound(genes: Int) -> Bool {
        logRates.count == genes && (logRates + [logNoise, oddsOfSquare]).allSatisfy(\.isFinite)
    }

    var rates: [Float] { logRates.map { Float(exp($0)) } }
    var noise: Double { exp(logNoise) }
    /// The share of the squared distance in the distance of two genomes: near 1 the fitness is a smooth function.
    var smoothness: Float { Float(1 / (1 + exp(-oddsOfSquare))) }

    /// Moves the hyperparameters towards those that explain the scores best.
    ///
    /// - Complexity: O(steps × (n³ + n² × genes))
    package mutating func fit(
        _ features: GenomeEncoding, _ scores: [Double], steps: Int, noise prior: NoisePrior = .ofRanks
    ) {
        let genes = logRates.count
        var parameters = logRates + [logNoise, oddsOfSquare]
        var lengths = [Double](repeating: 0.4, count: parameters.count)
        var last = [Double](repeating: 0, count: parameters.count)
        for _ in 0..<steps {
            let gradient = self.gradient(features, scores, noise: prior)
            for index in parameters.indices {
                let turn = gradient[index] * last[index]
                if turn > 0 { lengths[index] = min(lengths[index] * 1.2, 1) }
                if turn < 0 { lengths[index] = max(lengths[index] * 0.5, 1e-3) }
                last[index] = turn < 0 ? 0 : gradient[index]
                if last[index] != 0 { parameters[index] += last[index] > 0 ? lengths[index] : -lengths[index] }
            }
            for gene in 0..<genes { parameters[gene] = parameters[gene].clamped(to: Self.logRateRange) }
            parameters[genes] = parameters[genes].clamped(to: log(prior.least)...0)
            parameters[genes + 1] = parameters[genes + 1].clamped(to: Self.odds)
            logRates = Array(parameters.prefix(genes))
            logNoise = parameters[genes]
            oddsOfSquare = parameters[genes + 1]
        }
    }

    /// Returns the derivative of the log posterior by each logarithm: ½ Σ (αᵢαⱼ − K⁻¹ᵢⱼ) ∂Kᵢⱼ, plus that of the
    /// prior.
    ///
    /// - Complexity: O(n³ + n²·genes)
    package func gradient(
        _ features: GenomeEncoding, _ scores: [Double], noise noisePrior: NoisePrior = .ofRanks
    ) -> [Double] {
        let count = features.count
        let genes = logRates.count
        let kernel = features.packed(self.rates, smoothness: smoothness)
        var smoothSlopes = SIMD8<Float>.zero
        var factor = CholeskyFactor()
        var together: [[Float]] = []
        for row in 0..<count {
            let covariances = features.covariances(row, with: features, row, kernel: kernel)
            factor.append(covariances.whole + [1 + noise])
            together.append(covariances.together)
        }
        let weights = factor.solveTransposed(factor.solve(scores))
        let inverse = factor.inverse()
        var gradient = [Double](repeating: 0, count: genes + 2)
        for row in 0..<count {
            var slopes = [SIMD8<Float>](repeating: .zero, count: kernel.rates.count)
            for other in 0..<row {
                let pull = weights[row] * weights[other] - inverse[row * count + other]
                features.addSlopes(
                    row, other, together: together[row][other], kernel: kernel, times: Float(pull), to: &slopes,
                    smooth: &smoothSlopes)
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
        gradient[genes] -= (logNoise - noisePrior.mean) / (noisePrior.deviation * noisePrior.deviation)
        let share = Double(smoothness)
        let smoothnessPrior = Self.smoothnessPrior
        gradient[genes + 1] =
            Double(smoothSlopes.sum()) * share * (1 - share)
            - (oddsOfSquare - smoothnessPrior.mean) / (smoothnessPrior.deviation * smoothnessPrior.deviation)
        return gradient
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
