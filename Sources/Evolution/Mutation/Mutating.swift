import Randomness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes mutants of children.
enum Mutating {
    /// Changes some of the children: each with the chance `mutation`, and of a mutant each gene with the chance `factor`,
    /// one gene at least.
    static func mutate(_ brood: inout Brood, settings: SearchSettings, genus: Genus, _ generator: inout Generator) {
        let isAgeing = if case .ageing = settings.strategy { true } else { false }
        defer { if genus.isConditional { brood.tidyChanges() } }
        guard isAgeing || settings.mutation.value > 0 else { return }
        for child in 0..<brood.young.count where isAgeing || generator.chance(settings.mutation.value) {
            mutate(child, of: &brood, settings: settings, genus: genus, &generator)
        }
    }

    /// Makes a mutant of one child. Genes that have one value or take no part are left alone.
    static func mutate(
        _ child: Int, of brood: inout Brood, settings: SearchSettings, genus: Genus, _ generator: inout Generator
    ) {
        let width = genus.genes.count
        let before = brood.changes.count
        if case .ageing = settings.strategy {
        } else {
            let factor = settings.factor ?? 1 / Double(width)
            // The gaps between changed genes are drawn, not each gene's chance.
            let scale = factor < 1 ? 1 / log(1 - factor) : 0
            var gene = gap(scale, &generator)
            while gene < width {
                change(gene, of: child, in: &brood, settings: settings, genus: genus, &generator)
                gene += 1 + gap(scale, &generator)
            }
        }
        if brood.changes.count == before {
            let mutable = (0..<width).filter { canChange($0, of: child, in: brood, genus: genus) }
            if !mutable.isEmpty {
                let gene = mutable[generator.below(mutable.count)]
                change(gene, of: child, in: &brood, settings: settings, genus: genus, &generator)
            }
        }
        if genus.isConditional { complete(child, of: &brood, genus: genus, &generator) }
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

    private static func canChange(_ gene: Int, of child: Int, in brood: Brood, genus: Genus) -> Bool {
        genus.genes[gene].count > 1 && brood.young.codes[child * genus.genes.count + gene] != Genome.inactive
    }

    private static func change(
        _ gene: Int, of child: Int, in brood: inout Brood, settings: SearchSettings, genus: Genus,
        _ generator: inout Generator
    ) {
        guard canChange(gene, of: child, in: brood, genus: genus) else { return }
        let place = child * genus.genes.count + gene
        let from = brood.young.codes[place]
        brood.young.codes[place] = settings.change.another(than: from, of: genus.genes[gene], &generator)
        brood.changes.append(.init(child: Int32(child), gene: Int32(gene), from: from))
    }
}
