import Randomness

/// How a search begins.
enum FirstPopulation {
    /// Stratified gene by gene (Latin hypercube; McKay, Beckman and Conover, 1979): each gene's range is cut into as
    /// many parts as there are organisms and each part is used once, so that no value is missed by bad luck.
    static func draw(_ count: Int, into brood: inout Brood, of genus: Genus, _ generator: inout Generator) {
        let width = genus.genes.count
        var parts = Array(0..<count)
        for (index, gene) in genus.genes.enumerated() {
            generator.shuffle(&parts)
            for child in 0..<count {
                let place = (Double(parts[child]) + generator.uniform()) / Double(count)
                brood.young.codes[child * width + index] = gene.code(at: place)
            }
        }
        for child in 0..<count { genus.complete(&brood.young.codes, at: child * width, &generator) }
    }

    /// Clones of the given genomes in turn; the first of each is left as it is, of the others four in five are mutated.
    /// Genes of which nothing is given are drawn as in any first population.
    static func clone(
        _ genomes: [PartialGenome], into brood: inout Brood, of genus: Genus, settings: SearchSettings,
        _ generator: inout Generator
    ) {
        let width = genus.genes.count
        draw(brood.young.count, into: &brood, of: genus, &generator)
        for child in 0..<brood.young.count {
            for (gene, code) in genomes[child % genomes.count].codes.enumerated() {
                if let code { brood.young.codes[child * width + gene] = code }
            }
            genus.complete(&brood.young.codes, at: child * width, &generator)
        }
        let mutating = Mutating(settings, of: genus)
        for child in 0..<brood.young.count where child >= genomes.count && generator.chance(0.8) {
            mutating.mutate(child, of: &brood, genus: genus, &generator)
        }
        if genus.isConditional { brood.tidyChanges() }
    }
}
