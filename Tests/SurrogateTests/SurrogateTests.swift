import Foundation
import Genes
import Statistics
import Surrogate
import Testing

/// The surrogate model compared with NumPy, SciPy and scikit-learn: `Fixtures/surrogate.py` writes the values and
/// documents the method.
@Suite("Surrogate model")
struct SurrogateTests {
    private let values: Values
    private let genus: Genus
    private let features: GenomeEncoding

    private struct Values: Decodable {
        struct Improvement: Decodable {
            let mean, deviation, best, logarithm: Double
        }
        let codes, others: [[Int]]
        let rates: [Float]
        let noise, smoothness: Double
        let scores: [Double]
        let covariances: [[Double]]
        let solved, solvedTransposed, inverse: [Double]
        let crossCovariances: [[Double]]
        let means, deviations: [Double]
        let bestMean: Double
        let gradient: [Double]
        let fitness: [Double?]
        let normalScores, shares, quantiles: [Double]
        let improvements: [Improvement]
    }

    init() throws {
        let file = try #require(
            Bundle.module.url(forResource: "surrogate", withExtension: "json", subdirectory: "Fixtures"))
        values = try JSONDecoder().decode(Values.self, from: Data(contentsOf: file))
        genus = try Genus([
            Gene("colour", in: .list([.text("red"), .text("green"), .text("blue")])),
            Gene("depth", in: .integers(first: 1, last: 9, step: 1, scale: .linear)),
            Gene("width", in: .interval(first: 0, last: 1, scale: .linear, resolution: nil)),
            Gene("units", in: .integers(first: 1, last: 1024, step: 1, scale: .logarithmic)),
            Gene(
                "share", in: .steps(first: 0, last: 0.5, step: 0.1), when: .equal(gene: "colour", .text("red"))),
        ])
        features = Self.features(of: values.codes, genus)
    }

    private var hyperparameters: KernelHyperparameters {
        KernelHyperparameters(
            rates: values.rates.map(Double.init), noise: values.noise, smoothness: values.smoothness)
    }

    private static func features(of rows: [[Int]], _ genus: Genus) -> GenomeEncoding {
        var features = GenomeEncoding(genus: genus)
        for row in rows { features.append(row.map { UInt32(exactly: $0) ?? Genome.inactive }, at: 0, of: genus) }
        return features
    }

    /// Returns true if two lists agree within a fraction of the greatest number in them.
    private func agree(_ found: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
        let scale = expected.reduce(1) { max($0, abs($1)) }
        return found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
    }

    @Test("covariances are correct for genes of every kind")
    func covariances() {
        let kernel = features.packed(values.rates, smoothness: Float(values.smoothness))
        for row in values.codes.indices {
            let found = features.covariances(row, with: features, row, kernel: kernel).whole
            #expect(agree(found, Array(values.covariances[row].prefix(row)), within: 1e-6), "row \(row)")
        }
        let others = Self.features(of: values.others, genus)
        for row in values.others.indices {
            let found = others.covariances(row, with: features, features.count, kernel: kernel).whole
            #expect(agree(found, values.crossCovariances[row], within: 1e-6), "row \(row)")
        }
    }

    @Test("the Cholesky factor solves as SciPy does, in whatever steps it grew")
    func cholesky() {
        func factor(_ rows: Range<Int>, from start: CholeskyFactor = CholeskyFactor()) -> CholeskyFactor {
            rows.reduce(into: start) { $0.append(Array(values.covariances[$1].prefix($1 + 1))) }
        }
        let count = values.codes.count
        var shrunk = factor(0..<count)
        shrunk.removeLast(4)
        #expect(shrunk.count == count - 4)
        for triangle in [factor(0..<count), factor(count - 4..<count, from: shrunk)] {
            #expect(agree(triangle.solve(values.scores), values.solved, within: 1e-12))
            #expect(agree(triangle.solveTransposed(values.scores), values.solvedTransposed, within: 1e-12))
            #expect(agree(triangle.inverse(), values.inverse, within: 1e-12))
        }
    }

    @Test("the factor remains usable for equal genomes without noise")
    func indefinite() {
        var triangle = CholeskyFactor()
        triangle.append([1])
        triangle.append([1, 1])
        #expect(triangle.solve([1, 1]).allSatisfy { $0.isFinite })
    }

    @Test("predicted means and deviations match scikit-learn, for known and for other genomes")
    func predictions() {
        var process = GaussianProcess(
            features: Self.features(of: Array(values.codes.prefix(6)), genus),
            hyperparameters: hyperparameters)
        for row in values.codes.dropFirst(6) {
            process.append(row.map { UInt32(exactly: $0) ?? Genome.inactive }, at: 0, of: genus)
        }
        process.learn(values.scores)
        #expect(process.count == values.codes.count)
        let others = Self.features(of: values.others, genus)
        let found = values.others.indices.map { process.predict($0, of: others) }
        #expect(agree(found.map(\.mean), values.means, within: 1e-5))
        #expect(agree(found.map(\.deviation), values.deviations, within: 1e-5))
        #expect(agree([process.bestMean(values.scores)], [values.bestMean], within: 1e-5))
    }

    @Test("the gradient of the hyperparameters is that of the log posterior, and following it raises the posterior")
    func gradient() {
        #expect(agree(hyperparameters.gradient(features, values.scores), values.gradient, within: 1e-4))
        var fitted = KernelHyperparameters(genes: values.rates.count)
        fitted.fit(features, values.scores, steps: 80)
        let slope = fitted.gradient(features, values.scores)
        // At the maximum all slopes are 0, except for parameters at a bound.
        #expect(slope.allSatisfy { abs($0) < 0.05 }, "\(slope)")
    }

    @Test("normal scores match Blom's, with the mean rank of equals and failures below all")
    func normalScores() {
        let scores = RankInverseNormal(of: values.fitness.map { $0 ?? -.infinity })
        #expect(agree(scores.scores, values.normalScores, within: 2e-9))
        // The inverse: each score gives its fitness, and a score between two gives a fitness between theirs.
        for (score, fitness) in zip(scores.scores, values.fitness) {
            if let fitness { #expect(abs(scores.fitness(at: score) - fitness) < 1e-9) }
        }
        let (three, four) = (scores.scores[0], scores.scores[11])
        #expect(abs(scores.fitness(at: (three + four) / 2) - 3.25) < 1e-9)
    }

    @Test("quantiles of the normal distribution match SciPy")
    func quantiles() {
        for (share, quantile) in zip(values.shares, values.quantiles) {
            #expect(abs(NormalDistribution.quantile(share) - quantile) <= 1.2e-9 * max(1, abs(quantile)), "\(share)")
        }
    }

    @Test("the logarithm of the expected improvement matches SciPy, even far below the best")
    func expectedImprovement() {
        for wanted in values.improvements {
            let found = ExpectedImprovement.logarithm(mean: wanted.mean, deviation: wanted.deviation, best: wanted.best)
            #expect(abs(found - wanted.logarithm) < 1e-3, "mean \(wanted.mean): \(found), expected \(wanted.logarithm)")
        }
    }

    @Test("a higher mean always gives a higher expected improvement")
    func improvementRises() {
        let values = stride(from: -20.0, through: 4, by: 0.001).map {
            ExpectedImprovement.logarithm(mean: $0, deviation: 1, best: 0)
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    }
}
