public import Genes
import Platform

/// The importance of each gene for being among the fittest tenth.
///
/// PED-ANOVA (Watanabe, Bansal and Hutter, "PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary
/// Subspaces", IJCAI 2023) compares the density of each gene's values among the fittest tenth with that among all
/// genomes. Their Pearson divergence is the gene's part of the variance. Densities are kernel estimates on a grid of
/// at most 50 points, with the bandwidths of Scott ("Multivariate Density Estimation", 1992) and one more kernel as
/// wide as the gene's range. A conditional gene counts for the genomes in which it is active. This is the method of
/// Optuna's `PedAnovaImportanceEvaluator`; a test compares both.
public enum Importance {
    /// The fraction of the genomes that are the fittest.
    private static let quantile = 0.1
    private static let maximumPlaces = 50

    /// Returns the importance of each gene as it was defined; that of an order is the sum over its positions. All
    /// together are 1, or all are 0 if the data does not determine them.
    ///
    /// - Parameters:
    ///   - genomes: The genomes, each with a fitness.
    ///   - fitness: The fitness of each genome, higher is better; values that are not finite are ignored.
    ///   - check: Called for each gene; what it throws ends the computation.
    /// - Complexity: O(genes × genomes), apart from sorting the fitness.
    public static func fractions<Stop: Error>(
        of genus: Genus, _ genomes: [Genome], fitness: [Double],
        check: () throws(Stop) -> Void
    ) throws(Stop) -> [Double] {
        let pairs = zip(genomes, fitness).filter { $1.isFinite }
        let none = [Double](repeating: 0, count: genus.defined.count)
        guard pairs.count > 1 else { return none }
        let sorted = pairs.map { $1 }.sorted(by: >)
        let cutoff = sorted[Int((quantile * Double(pairs.count)).rounded(.up)) - 1]
        let fittest = pairs.filter { $1 >= cutoff }
        let fraction = Double(fittest.count) / Double(pairs.count)
        let parts = try genus.genes.enumerated().map { index, gene throws(Stop) -> Double in
            try check()
            let all = pairs.map { $0.0.codes[index] }.filter { $0 != Genome.inactive }
            let best = fittest.map { $0.0.codes[index] }.filter { $0 != Genome.inactive }
            guard gene.count > 1, all.count > 1, !best.isEmpty else { return 0 }
            let (of, among) = (Double(best.count) / Double(fittest.count), Double(all.count) / Double(pairs.count))
            return fraction * fraction * of * of / among * divergence(gene, best, all)
        }
        let sum = parts.reduce(0, +)
        return sum > 0 ? genus.summed(parts.map { $0 / sum }) : none
    }

    /// Returns the importance of each gene as it was defined, like `fractions(of:_:fitness:check:)`.
    public static func fractions(of genus: Genus, _ genomes: [Genome], fitness: [Double]) -> [Double] {
        fractions(of: genus, genomes, fitness: fitness) { () throws(Never) in }
    }

    /// Returns the Pearson divergence of the values of some genomes from those of all.
    private static func divergence(_ gene: Gene, _ others: [UInt32], _ all: [UInt32]) -> Double {
        let (mine, theirs) = (density(gene, others), density(gene, all))
        return zip(mine, theirs).reduce(0) { sum, pair in
            let (top, whole) = (pair.0 + 1e-12, pair.1 + 1e-12)
            return sum + whole * (top / whole - 1) * (top / whole - 1)
        }
    }

    private static func density(_ gene: Gene, _ codes: [UInt32]) -> [Double] {
        guard gene.isOrdered else {
            var counts = [Double](repeating: 0, count: gene.count)
            for code in codes { counts[Int(code)] += 1 }
            return categorical(counts)
        }
        let bins = bins(of: gene)
        var counts = [Double](repeating: 0, count: bins)
        for code in codes {
            let index = (gene.position(of: code) * Double(bins - 1) - 0.5).rounded(.up)
            counts[min(max(Int(index), 0), bins - 1)] += 1
        }
        return numeric(counts)
    }

    /// Returns the number of points in the grid of an ordered gene.
    private static func bins(of gene: Gene) -> Int {
        switch gene.domain {
        case .interval: return maximumPlaces
        case .integers(let first, let last, _, .logarithmic):
            return max(2, min(Int(log2(Double(last) - Double(first) + 1).rounded(.up)) + 1, maximumPlaces))
        default: return max(2, min(gene.count, maximumPlaces))
        }
    }

    /// Returns the density of unordered values: a kernel for each value that occurs, and a uniform one of weight 1.
    private static func categorical(_ counts: [Double]) -> [Double] {
        let kernels = Double(counts.count { $0 > 0 } + 1)
        let (sum, even) = (counts.reduce(0, +) + 1, 1 / kernels)
        let row = 1 + even * Double(counts.count)
        return counts.indices.map { value in
            let own = counts.indices.reduce(0) { $0 + counts[$1] * ((value == $1 ? 1 : 0) + even) / row }
            return (own + 1 / Double(counts.count)) / sum
        }
    }

    /// Returns the density on a grid: normal kernels, truncated at the ends of the grid, and a wide one of weight 1.
    private static func numeric(_ counts: [Double]) -> [Double] {
        let seen = counts.indices.filter { counts[$0] > 0 }
        let weights = seen.map { counts[$0] }
        let sum = weights.reduce(0, +)
        let mean = zip(seen, weights).reduce(0) { $0 + Double($1.0) * $1.1 } / sum
        let variance =
            zip(seen, weights).reduce(0) { $0 + (Double($1.0) - mean) * (Double($1.0) - mean) * $1.1 }
            / max(1, sum - 1)
        var cumulated: [Double] = []
        for weight in weights { cumulated.append((cumulated.last ?? 0) + weight) }
        let first = cumulated.firstIndex { $0 >= (sum / 4).rounded(.down) } ?? 0
        let third = cumulated.firstIndex { $0 > (sum * 3 / 4).rounded(.down) } ?? seen.count - 1
        let spread = Double(seen[min(third, seen.count - 1)] - seen[first])
        let width = max(1.059 * min(spread / 1.34, variance.squareRoot()) * pow(sum, -0.2), 0.5 / 1.64)
        let end = Double(counts.count - 1)
        let kernels =
            zip(seen, weights).map { Kernel(center: Double($0), width: width, weight: $1) }
            + [Kernel(center: end / 2, width: end + 1, weight: 1)]
        return counts.indices.map { index in
            let point = Double(index)
            var density = 0.0
            for kernel in kernels {
                density +=
                    kernel.weight * kernel.mass(point - 0.5, point + 0.5) / kernel.mass(-0.5, end + 0.5)
            }
            return density / (sum + 1)
        }
    }

    private struct Kernel {
        let center: Double
        let width: Double
        let weight: Double

        /// Returns the probability of a number between two others.
        func mass(_ low: Double, _ high: Double) -> Double { normal(high) - normal(low) }

        private func normal(_ value: Double) -> Double { erfc((center - value) / width / 2.0.squareRoot()) / 2 }
    }
}
