import Randomness

/// Single-point crossover (Holland, 1975): a cut in 1 … n−1, so that each parent gives a gene at least. Genes that stand
/// side by side tend to stay together.
enum SinglePoint {
    static func cross(
        _ mother: Int, _ father: Int, of parents: [UInt32], into child: Int, of children: inout [UInt32], genes: Int,
        _ generator: inout Generator
    ) -> Cut {
        let cut = genes > 1 ? 1 + generator.below(genes - 1) : genes
        let target = child * genes
        children.copy(cut, to: target, from: parents, at: mother * genes)
        children.copy(genes - cut, to: target + cut, from: parents, at: father * genes + cut)
        return genes > 1 ? .point(cut) : .none
    }
}
