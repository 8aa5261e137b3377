import Randomness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes mutants of children.
struct Mutating {
    private let change: Mutation
    private let rate: Double
    /// Whether exactly one gene of a mutant changes.
    private let isSingle: Bool
    /// Whether a gene is drawn for a mutant of which none changed, so that no evaluation is wasted.
    private let isForced: Bool
    /// What turns the logarithm of a draw into the gap between two changed genes; 0 where all change.
    private let scale: Double

    /// Mutation by the settings; `isForced` to change a gene at least, whatever they say.
    init(_ settings: SearchSettings, of genus: Genus, isForced: Bool = false) {
        change = settings.change
        self.isForced = isForced || settings.factor == nil
        if case .ageing = settings.strategy {
            isSingle = true
            rate = 1
        } else {
            isSingle = false
            rate = settings.mutation.value
        }
        let factor = settings.factor ?? 1 / Double(genus.genes.count)
        scale = factor < 1 ? 1 / log(1 - factor) : 0
    }

    /// Changes some of the children: each with the chance `mutation`, and of a mutant each gene with the chance `factor`;
    /// without a `factor`, each with the chance 1 / genes, and one gene at least.
    func mutate(_ brood: inout Brood, of genus: Genus, _ generator: inout Generator) {
        if rate > 0 {
            for child in 0..<brood.young.count where rate == 1 || generator.chance(rate) {
                mutate(child, of: &brood, genus: genus, &generator)
            }
        }
        if genus.isConditional { brood.tidyChanges() }
    }

    /// Makes a mutant of one child. Genes that have one value or take no part are left alone.
    func mutate(_ child: Int, of brood: inout Brood, genus: Genus, _ generator: inout Generator) {
        let width = genus.genes.count
        let before = brood.changes.count
        if !isSingle {
            // The gaps between changed genes are drawn, not each gene's chance.
            var gene = Self.gap(scale, &generator)
            while gene < width {
                change(gene, of: child, in: &brood, genus: genus, &generator)
                gene += 1 + Self.gap(scale, &generator)
            }
        }
        if isSingle || isForced, brood.changes.count == before {
            changeAny(of: child, in: &brood, genus: genus, &generator)
        }
        if genus.isConditional { Self.complete(child, of: &brood, genus: genus, &generator) }
    }

    /// Lets the conditions take effect on a child, and notes which genes began or ceased to take part.
    static func complete(_ child: Int, of brood: inout Brood, genus: Genus, _ generator: inout Generator) {
        let start = child * genus.genes.count
        let before = Array(brood.young.codes[start..<start + genus.genes.count])
        genus.complete(&brood.young.codes, at: start, &generator)
        for gene in before.indices where brood.young.codes[start + gene] != before[gene] {
            brood.changes.append(.init(child: Int32(child), gene: Int32(gene), from: before[gene]))
        }
    }

    private static func gap(_ scale: Double, _ generator: inout Generator) -> Int {
        guard scale != 0 else { return 0 }
        return Int(min(log(1 - generator.uniform()) * scale, 1e9))
    }

    private func changeAny(of child: Int, in brood: inout Brood, genus: Genus, _ generator: inout Generator) {
        let width = genus.genes.count
        let before = brood.changes.count
        for _ in 0..<8 where brood.changes.count == before {
            change(generator.below(width), of: child, in: &brood, genus: genus, &generator)
        }
        guard brood.changes.count == before else { return }
        // Few genes can change at all.
        let start = child * width
        let mutable = (0..<width).filter {
            genus.shapes[$0].count > 1 && brood.young.codes[start + $0] != Genome.inactive
        }
        guard !mutable.isEmpty else { return }
        change(mutable[generator.below(mutable.count)], of: child, in: &brood, genus: genus, &generator)
    }

    private func change(
        _ gene: Int, of child: Int, in brood: inout Brood, genus: Genus, _ generator: inout Generator
    ) {
        let place = child * genus.genes.count + gene
        let from = brood.young.codes[place]
        guard genus.shapes[gene].count > 1, from != Genome.inactive else { return }
        brood.young.codes[place] = change.another(than: from, of: gene, in: genus, &generator)
        brood.changes.append(.init(child: Int32(child), gene: Int32(gene), from: from))
    }
}
