package import Genes

/// A Gaussian process as a model of the fitness (Rasmussen and Williams, "Gaussian processes for machine learning",
/// 2006): genomes that are close in the important genes have similar scores. The covariance of two genomes is
/// ½·exp(−Σ rateᵢ·distanceᵢ) + ½·mean(exp(−rateᵢ·distanceᵢ)): the joint effect of the genes, and the effect of each
/// one alone (additive kernels; Duvenaud, Nickisch and Rasmussen, "Additive Gaussian processes", 2011). A gene with a
/// small rate has little effect. Each distance is a mixture of the distance on the gene's scale and its square; the share
/// of the square is fitted, because smooth functions need it and tables of trainings do not.
///
/// Measured with the distance alone, a model of ranks alone and no local search (mean regret after 100 and 200
/// evaluations on the tuning tables of the families hpobench, hpolib and nasbench201; steady, population 20, litters of
/// 64, ahead 4, 120 seeds), by the weight of the additive part: none .019 .011, .004 .000, .004 .000; a fifth .018
/// .010, .004 .000, .007 .000; a third .018 .011, .005 .000, .009 .000; half .019 .011, .004 .000, .000 .000. Without
/// the additive part (60 seeds): improvement over the greatest predicted mean .018 .011, .004 .000, over the best
/// fitness found .019 .011, .004 .000, and clearly worse on smooth functions; a smoother kernel (Matérn 3/2) .026 .019,
/// .006 .000; all children mutated instead of half of them .019 .010, .006 .000; a fifth of them .020 .013, .005 .000;
/// hyperparameters fitted twice as carefully: no better.
package struct GaussianProcess: Sendable {
    private(set) var features: GenomeEncoding
    private var factor = CholeskyFactor()
    private let kernel: GenomeEncoding.PackedKernel
    private let noise: Double
    /// The solution of K·x = scores, from which means follow.
    private var weights: [Double] = []
    private var mean = 0.0

    /// Creates a model of genomes without scores.
    ///
    /// - Complexity: O(n³)
    package init(features: GenomeEncoding, hyperparameters: KernelHyperparameters) {
        self.features = features
        kernel = features.packed(hyperparameters.rates, smoothness: hyperparameters.smoothness)
        noise = hyperparameters.noise
        for row in 0..<features.count { factor.append(covariances(row)) }
    }

    /// The number of genomes in the model.
    package var count: Int { factor.count }

    /// Appends a genome; `learn` then sets the scores.
    package mutating func append(_ codes: [UInt32], at start: Int, of genus: Genus) {
        features.append(codes, at: start, of: genus)
        factor.append(covariances(features.count - 1))
    }

    mutating func removeLast(_ count: Int) {
        features.removeLast(count)
        factor.removeLast(count)
    }

    /// Learns the scores of all genomes in the model, in their order.
    ///
    /// - Complexity: O(n²)
    package mutating func learn(_ scores: [Double]) {
        weights = factor.solveTransposed(factor.solve(scores))
    }

    /// Returns the greatest of the predicted means at the genomes in the model.
    ///
    /// - Complexity: O(n)
    package func bestMean(_ scores: [Double]) -> Double {
        zip(scores, weights).reduce(-.infinity) { max($0, $1.0 - noise * $1.1) }
    }

    /// Returns the predicted mean of a genome's score.
    ///
    /// - Complexity: O(n)
    func mean(_ row: Int, of others: GenomeEncoding) -> Double {
        let covariances = others.covariances(row, with: features, count, kernel: kernel).whole
        return zip(covariances, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Returns the predicted mean and standard deviation of a genome's score, without the noise.
    ///
    /// - Complexity: O(n²)
    package func predict(_ row: Int, of others: GenomeEncoding) -> (mean: Double, deviation: Double) {
        let covariances = others.covariances(row, with: features, count, kernel: kernel).whole
        var mean = 0.0
        for other in 0..<count { mean += covariances[other] * weights[other] }
        let half = factor.solve(covariances)
        let known = half.reduce(0) { $0 + $1 * $1 }
        return (mean, max(1 - known, 1e-9).squareRoot())
    }

    private func covariances(_ row: Int) -> [Double] {
        features.covariances(row, with: features, row, kernel: kernel).whole + [1 + noise]
    }
}
