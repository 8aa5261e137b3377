public import Genes
import Randomness

/// The fraction of the search space that meets some conditions: counted in a small one, otherwise estimated from draws.
public struct FeasibleShare: Hashable, Sendable {
    /// The number of genomes that meet them.
    public let met: Int
    /// The number of genomes that were tested.
    public let tested: Int
    /// True if all combinations of values were tested.
    public let isExact: Bool

    /// The fraction of the tested genomes that meet them.
    public var fraction: Double { tested > 0 ? Double(met) / Double(tested) : 0 }

    /// The number of genomes that are drawn for an estimate.
    public static let draws = 10_000

    /// Returns the share of the genomes of a genus, whatever its own conditions are. The draws are always the same.
    ///
    /// - Complexity: O(min(size, 65,536) × genes), or O(draws × genes)
    public init(of feasibility: Feasibility, in genus: Genus) {
        var met = 0
        isExact = genus.size <= FeasibleSampler.small
        if isExact {
            var tested = 0
            genus.forEachCombination { codes in
                tested += 1
                if feasibility.isMet(by: codes) { met += 1 }
            }
            self.tested = tested
        } else {
            var generator = Generator(seed: 1, stream: 1)
            var codes = GeneCodes(repeatElement(0, count: genus.genes.count))
            for _ in 0..<Self.draws {
                genus.draw(into: &codes, at: 0, &generator)
                if feasibility.isMet(by: codes.words) { met += 1 }
            }
            tested = Self.draws
        }
        self.met = met
    }
}
