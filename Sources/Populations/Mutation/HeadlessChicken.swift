import Genes
import Randomness

/// The headless chicken (Jones, "Crossover, macromutation, and population-based search", 1995): two-point crossover with a
/// random genome in place of the father. A child gets random values between two cuts, and keeps those of its parent
/// elsewhere.
///
/// As no genes come from a second parent, it is a mutation, and the history records the genes that it changed. If a search
/// is as good with it as with crossover, then crossover is of use only as a large mutation.
enum HeadlessChicken {
    /// Draws the genes of the segment: 1 to n − 1 of them, or the only one.
    static func segment(genes: Int, _ generator: inout Generator) -> Range<Int> {
        guard case .points(let first, let second) = TwoPoint.cut(genes: genes, &generator) else { return 0..<genes }
        return first..<second
    }

    /// Draws a value of a random genome, which may be the old one.
    static func code(of count: Int, _ generator: inout Generator) -> UInt32 { UInt32(generator.below(count)) }
}
