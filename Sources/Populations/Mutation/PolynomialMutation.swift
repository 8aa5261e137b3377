import Genes
import Platform
import Randomness

/// Polynomial mutation of real genes within their bounds (Deb and Goyal, "A combined genetic adaptive search (GeneAS) for
/// engineering design", 1996; the form for bounds as in the authors' code of NSGA-II): the step δ, a fraction of the
/// range, has a density proportional to (1 − |δ|)^η with η = 20, cut at the bounds. Steps are small, about a twentieth of
/// the range on average.
enum PolynomialMutation {
    private static let index = 20.0
    /// The attempts after which a neighbour is taken.
    private static let patience = 32

    /// Returns another code of a real gene.
    static func step(from code: UInt32, of gene: Gene, _ generator: inout Generator) -> UInt32 {
        let start = gene.position(of: code)
        for _ in 0..<patience {
            let target = min(max(start + step(from: start, draw: generator.uniform()), 0), 1)
            let stepped = UInt32((target * Double(gene.count - 1)).rounded())
            if stepped != code { return stepped }
        }
        return code == 0 ? 1 : code - 1
    }

    /// Returns the step from a position, 0 to 1, for an evenly distributed number.
    private static func step(from start: Double, draw: Double) -> Double {
        let power = index + 1
        return draw < 0.5
            ? pow(2 * draw + (1 - 2 * draw) * pow(1 - start, power), 1 / power) - 1
            : 1 - pow(2 * (1 - draw) + (2 * draw - 1) * pow(start, power), 1 / power)
    }
}
