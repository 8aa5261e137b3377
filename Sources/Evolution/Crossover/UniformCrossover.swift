import Randomness

/// Uniform crossover (Syswerda, "Uniform crossover in genetic algorithms", 1989): each gene from either parent with the
/// same chance, wherever it stands. The mask is kept as the seed it was drawn from.
enum UniformCrossover {
    static func cross(
        _ mother: Int, _ father: Int, of parents: [UInt32], into child: Int, of children: inout [UInt32], genes: Int,
        _ generator: inout Generator
    ) -> Cut {
        let seed = generator.next()
        var bits = Generator(seed: seed)
        let target = child * genes
        let (left, right) = (mother * genes, father * genes)
        var gene = 0
        while gene < genes {
            var word = bits.next()
            let end = min(gene + 64, genes)
            while gene < end {
                let mask = 0 &- UInt32(truncatingIfNeeded: word & 1)
                let (ours, theirs) = (parents[left + gene], parents[right + gene])
                children[target + gene] = ours ^ ((ours ^ theirs) & mask)
                word >>= 1
                gene += 1
            }
        }
        return .scattered(seed: seed)
    }
}
