public import Genes
import Randomness

/// The fraction of the variance of the fitness over the whole search space that each gene explains alone.
///
/// Functional analysis of variance (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing
/// hyperparameter importance", ICML 2014), also known as first-order Sobol indices, of a surrogate model. The model
/// is the Gaussian process of the litters, here of the fitness itself and not of its ranks, so that fractions of its
/// variance are meaningful. Means over all other genes are means over random genomes.
public struct ModelImportance: Sendable {
    /// The fraction of each gene as it was defined, 0 to 1, in the order of the genus.
    public let fractions: [Double]
    /// The fraction that only several genes together explain.
    public let together: Double

    /// The maximum number of genomes that the model uses: its time grows with the cube of their number.
    private static let maximumGenomes = 300
    private static let steps = 30
    /// The largest fitness whose square is a number.
    private static let largestSquared = 1e150
    private static let levels = 16
    private static let permutations = 64
    private static let others = 96
    private static let draws = 1_024

    /// Fits a model and decomposes its variance.
    ///
    /// - Parameters:
    ///   - genomes: The genomes, each with a fitness, if possible spread evenly over the search space.
    ///   - fitness: The fitness of each genome, higher is better; values that are not finite are ignored.
    ///   - seed: The seed of the random genomes.
    /// - Returns: Nil if fewer than four genomes have a fitness or all are equally fit.
    /// - Complexity: O(genomes³ + genes · genomes)
    public init?(of genus: Genus, _ genomes: [Genome], fitness: [Double], seed: UInt64) {
        var seen: Set<Genome> = []
        let known = zip(genomes, fitness).filter { $1.isFinite && seen.insert($0).inserted }
        let count = min(known.count, Self.maximumGenomes)
        guard count > 3 else { return nil }
        // An even selection of a large number of genomes, from the first to the last.
        let chosen = (0..<count).map { known[$0 * (known.count - 1) / (count - 1)] }
        // Fractions of a variance do not depend on the unit, and squares of huge values are infinite.
        let largest = chosen.reduce(0) { max($0, abs($1.1)) }
        let unit = largest > Self.largestSquared ? largest : 1
        let rows = chosen.map { ($0.0, $0.1 / unit) }
        let mean = rows.reduce(0) { $0 + $1.1 } / Double(count)
        let variance = rows.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) } / Double(count)
        guard variance > 0, variance.isFinite else { return nil }
        var features = GenomeEncoding(genus: genus)
        for row in rows { features.append(row.0.codes, at: 0, of: genus) }
        let scores = rows.map { ($0.1 - mean) / variance.squareRoot() }
        var hyperparameters = KernelHyperparameters(genes: genus.genes.count)
        hyperparameters.fit(features, scores, steps: Self.steps)
        var model = GaussianProcess(features: features, hyperparameters: hyperparameters)
        model.learn(scores)
        let surface = Surface(model: model, genus: genus)
        var generator = Generator(seed: seed)
        let all = surface.means(of: Self.draws, &generator) { _, _ in }
        let whole = Self.variance(all)
        guard whole > 1e-12 else { return nil }
        let start = generator
        let fractions = genus.defined.indices.map { defined -> Double in
            let gene = genus.columns(of: defined).lowerBound
            if let order = genus.order(at: gene) {
                return min(1, Self.variance(surface.means(over: order, Self.others, start, seed: seed)) / whole)
            }
            let levels = min(genus.genes[gene].count, Self.levels)
            let means = (0..<levels).map { level -> Double in
                // The same other genes at each level.
                var draws = start
                let code = genus.genes[gene].code(at: (Double(level) + 0.5) / Double(levels))
                let means = surface.means(of: Self.others, &draws) { $0[$1 + gene] = code }
                return means.reduce(0, +) / Double(means.count)
            }
            return min(1, Self.variance(means) / whole)
        }
        // Random errors must not raise the sum above 1.
        let sum = fractions.reduce(0, +)
        self.fractions = sum > 1 ? fractions.map { $0 / sum } : fractions
        together = max(0, 1 - sum)
    }

    private static func variance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }

    /// The fitness that the model predicts.
    private struct Surface {
        let model: GaussianProcess
        let genus: Genus

        /// Returns the mean predictions for random permutations of an order, with the same other genes for each.
        func means(over order: OrderColumns, _ others: Int, _ start: Generator, seed: UInt64) -> [Double] {
            var permutations = Generator(seed: seed, stream: 2)
            return (0..<ModelImportance.permutations).map { _ in
                var codes = GeneCodes(repeatElement(0, count: genus.genes.count))
                order.draw(into: &codes, at: 0, &permutations)
                var draws = start
                let means = means(of: others, &draws) { order.put(codes[order.columns], into: &$0, at: $1) }
                return means.reduce(0, +) / Double(means.count)
            }
        }

        /// Returns the predictions for random genomes, each changed before its conditional genes are completed.
        func means(
            of count: Int, _ generator: inout Generator, changed change: (inout GeneCodes, Int) -> Void
        ) -> [Double] {
            var codes = GeneCodes(repeatElement(0, count: genus.genes.count))
            return (0..<count).map { _ in
                genus.draw(into: &codes, at: 0, &generator)
                change(&codes, 0)
                // A separate generator, so that all changes meet the same other genes.
                var completing = Generator(seed: generator.next())
                genus.complete(&codes, at: 0, &completing)
                var row = GenomeEncoding(genus: genus)
                row.append(codes.words, at: 0, of: genus)
                return model.mean(0, of: row)
            }
        }
    }
}
