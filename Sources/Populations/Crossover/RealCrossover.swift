import Genes
import Randomness

/// The crossovers that mix the values of real genes instead of choosing one of them.
extension Crossover {
    /// Mixes the real genes of a child that already has each gene from either of its parents.
    ///
    /// The draws come from the seed of the crossover, so that a child depends only on its parents and that seed.
    func mix(
        _ mother: Int, _ father: Int, of parents: GeneCodes, into child: Int, of children: inout GeneCodes,
        genus: Genus,
        seed: UInt64
    ) {
        var draws = Generator(seed: seed, stream: 1)
        let width = genus.genes.count
        for gene in 0..<width where genus.genes[gene].isContinuous && genus.shapes[gene].count > 1 {
            let (hers, his) = (parents[mother * width + gene], parents[father * width + gene])
            guard hers != his, hers != Genome.inactive, his != Genome.inactive else { continue }
            let (first, second) = (genus.genes[gene].position(of: hers), genus.genes[gene].position(of: his))
            let position: Double
            switch self {
            case .blend: position = BlendCrossover.child(first, second, &draws)
            case .simulatedBinary:
                // The genes that are not mixed stay those of one parent.
                guard draws.next() & 1 == 0 else { continue }
                position = SimulatedBinary.child(first, second, &draws)
            case .singlePoint, .twoPoint, .uniform, .mixed: return
            }
            children[child * width + gene] = UInt32((position * Double(genus.shapes[gene].count - 1)).rounded())
        }
    }
}
