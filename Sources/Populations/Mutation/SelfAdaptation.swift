package import Genes
import Platform
package import Randomness

/// Self-adapting normal mutation (Schwefel, "Numerical optimization of computer models", 1981; Bäck and Schwefel,
/// "An overview of evolutionary algorithms for parameter optimization", 1993): each organism carries a step size of its
/// own. A child inherits the geometric mean of its parents' step sizes, times exp(τ N(0, 1)) with τ = 1/√n, and takes
/// normal steps of that size in the real genes that mutate. Step sizes that lead to fit children survive with them.
package struct SelfAdaptation: Codable, Equatable, Sendable {
    /// The step size of each living organism by its birth, as a fraction of the range.
    private var deviations: [Int: Double] = [:]

    private enum CodingKeys: String, CodingKey { case deviations }

    /// The step size of an organism that inherited none.
    package static let first = 0.1
    private static let range = 0x1p-32...0.5

    package init() {}

    /// True if no organism carries a step size.
    package var isEmpty: Bool { deviations.isEmpty }

    /// Draws the step sizes of children from those of their parents.
    package func inherit(by offspring: inout OffspringBatch, genes: Int, _ generator: inout Generator) {
        let rate = 1 / Double(genes).squareRoot()
        offspring.deviations = (0..<offspring.young.count).map { child in
            let hers = deviations[offspring.mothers[child]] ?? Self.first
            let his = offspring.fathers[child] < 0 ? hers : deviations[offspring.fathers[child]] ?? Self.first
            let drawn = (hers * his).squareRoot() * exp(rate * generator.normal())
            return min(max(drawn, Self.range.lowerBound), Self.range.upperBound)
        }
    }

    /// Keeps the step sizes of newborn children.
    package mutating func take(_ offspring: OffspringBatch) {
        guard let inherited = offspring.deviations, inherited.count == offspring.young.count else { return }
        for (birth, deviation) in zip(offspring.young.births, inherited) { deviations[birth] = deviation }
    }

    /// Forgets organisms that are in none of the populations.
    package mutating func forget(except populations: Population...) {
        guard !deviations.isEmpty else { return }
        let living = Set(populations.flatMap(\.births))
        deviations = deviations.filter { living.contains($0.key) }
    }

    /// Returns another code of a real gene, a normal step away within the bounds.
    package static func step(from code: UInt32, of gene: Gene, deviation: Double, _ generator: inout Generator)
        -> UInt32
    {
        let start = gene.position(of: code)
        for _ in 0..<patience {
            let target = start + deviation * generator.normal()
            guard target >= 0, target <= 1 else { continue }
            let stepped = UInt32((target * Double(gene.count - 1)).rounded())
            if stepped != code { return stepped }
        }
        return code == 0 ? 1 : code - 1
    }

    /// The attempts after which a neighbour is taken.
    private static let patience = 32

    /// True if all step sizes of a decoded search are within their range.
    package var isSound: Bool { deviations.values.allSatisfy(Self.range.contains) }
}
