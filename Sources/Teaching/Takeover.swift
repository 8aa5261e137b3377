package import Evolution
import Foundation

/// Selection alone, from a population in which all organisms differ in fitness until all are copies of one: no
/// crossover, no mutation, no elites, and every member of the mating pool has one child.
package struct Takeover {
    /// The selection.
    package let selection: Selection
    /// The number of organisms; 2 or more.
    package let size: Int

    /// Creates the run of a selection with this number of organisms.
    package init(selection: Selection, size: Int) {
        self.selection = selection
        self.size = size
    }

    /// The result of one run.
    package struct Run {
        /// The generations until all organisms are alike, the first population not counted.
        package let generations: Int
        /// True if they are copies of the best organism of the first population.
        package let isBest: Bool

        package init(generations: Int, isBest: Bool) {
            self.generations = generations
            self.isBest = isBest
        }
    }

    /// The maximum number of organisms: proportional selection takes about n ln n generations.
    package static let maximumSize = 200

    /// Runs the selection until all organisms are alike, at most for `limit` generations.
    ///
    /// The fitness is 1 to n, so that the best organism has a single copy at first.
    ///
    /// - Returns: The run; nil if the organisms still differ.
    /// - Throws: `EvolutionError` if there are fewer than 2 organisms.
    package func run(seed: UInt64, limit: Int) throws(EvolutionError) -> Run? {
        var settings = SearchSettings()
        settings.size = size
        settings.selection = selection
        settings.breeding = .all
        settings.elitism = Fraction(0) ?? settings.elitism
        settings.mutation = Fraction(0) ?? settings.mutation
        let rank = Gene("rank", in: .integers(first: 1, last: size, step: 1, scale: .linear))
        var evolution = try Evolution(genus: try Genus([rank]), settings: settings, seed: seed)
        for generation in 0...limit {
            evolution.run(through: generation + 1) { (codes: Span<UInt32>) in Double(codes[0]) + 1 }
            let organisms = evolution.ranked
            guard let best = organisms.first?.outcome?.fitness, best == organisms.last?.outcome?.fitness else {
                continue
            }
            return Run(generations: generation, isBest: best == Double(size))
        }
        return nil
    }

    /// The predicted number of generations until all but one organism are copies of the best; nil if there is no formula.
    ///
    /// Goldberg and Deb, "A comparative analysis of selection schemes used in genetic algorithms" (1991): tournaments of s
    /// take (ln n + ln ln n) / ln s, linear ranking (ln n + ln ln n) / ln 2, truncation to the half ln n / ln 2, and
    /// proportional selection of evenly spaced fitness n ln n − 1. Without selection (tournaments of 1), chance alone
    /// makes all alike after 2 (n − 1) generations on average, the mean time to the most recent common ancestor of the
    /// Wright-Fisher model (Kingman, "The coalescent", 1982).
    package var predicted: Double? {
        let count = Double(size)
        let growth = log(count) + log(log(count))
        return switch selection {
        case .tournament(let size): size == 1 ? 2 * (count - 1) : growth / log(Double(size))
        case .rank: growth / log(2)
        case .truncation: log(count) / log(2)
        case .roulette, .stochasticUniversal: count * log(count) - 1
        }
    }

    /// The selection intensity: the difference of the mean fitness of parents and population in standard deviations, for
    /// normally distributed fitness; nil where it depends on the mean.
    ///
    /// Blickle and Thiele, "A comparison of selection schemes used in evolutionary algorithms" (1996): the expected maximum
    /// of s normal numbers for tournaments, 1/√π for linear ranking, √(2/π) for truncation to the half.
    package var intensity: Double? {
        switch selection {
        case .tournament(let size): Self.expectedMaximum(of: size)
        case .rank: 1 / Double.pi.squareRoot()
        case .truncation: (2 / Double.pi).squareRoot()
        case .roulette, .stochasticUniversal: nil
        }
    }

    /// Returns the expected maximum of some normal numbers: the integral of 1 − Φ(x)ˢ above 0, minus that of Φ(x)ˢ below.
    private static func expectedMaximum(of count: Int) -> Double {
        let step = 0.001
        var sum = 0.0
        for index in -10_000..<10_000 {
            let x = (Double(index) + 0.5) * step
            let below = pow(0.5 * erfc(-x / 2.0.squareRoot()), Double(count))
            sum += x > 0 ? 1 - below : -below
        }
        return sum * step
    }
}
