package import Genes
package import Randomness

/// The way the first population is drawn.
public enum FirstDraw: String, Codable, Hashable, Sendable {
    /// Stratified gene by gene (Latin hypercube; McKay, Beckman and Conover, 1979): the range of each gene is cut
    /// into as many parts as there are organisms, and each part is used once. Of ten organisms, five have a bit set.
    case stratified
    /// Each gene of each organism independently, like a coin toss.
    case random

    /// All choices.
    public static let all: [FirstDraw] = [.stratified, .random]

    /// The word in the command language.
    public var name: String { rawValue }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .stratified: "each gene covers all parts of its range equally often (Latin hypercube)"
        case .random: "each gene of each organism is drawn independently"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }
}

/// The first population of a search.
package enum FirstPopulation {
    /// Draws organisms from the whole search space.
    ///
    /// - Parameter check: Called with the number of each organism that takes long; what it throws ends the drawing.
    package static func draw<Stop: Error>(
        _ count: Int, into offspring: inout OffspringBatch, of genus: Genus, by first: FirstDraw,
        _ generator: inout Generator, check: (Int) throws(Stop) -> Void
    ) throws(Stop) {
        switch first {
        case .stratified: stratify(count, into: &offspring, of: genus, &generator)
        case .random:
            for child in 0..<count {
                genus.draw(into: &offspring.young.codes, at: child * genus.genes.count, &generator)
            }
        }
        guard genus.feasibility != nil else { return }
        // A stratified genome taken alone is as likely as a random one, so that those that are drawn again leave each of
        // them evenly distributed over the feasible ones.
        var sampler = FeasibleSampler(genus)
        for child in 0..<count where !genus.isFeasible(offspring.young.codes, row: child) {
            try check(child)
            sampler.draw(into: &offspring.young.codes, at: child * genus.genes.count, &generator)
        }
    }

    /// Draws stratified genes (Latin hypercube; McKay, Beckman and Conover, 1979): the range of each gene is cut into
    /// as many parts as there are organisms, and each part is used once, so that bad luck misses no value.
    private static func stratify(
        _ count: Int, into offspring: inout OffspringBatch, of genus: Genus, _ generator: inout Generator
    ) {
        let width = genus.genes.count
        var parts = Array(0..<count)
        for (index, gene) in genus.genes.enumerated() {
            generator.shuffle(&parts)
            for child in 0..<count {
                let position = (Double(parts[child]) + generator.uniform()) / Double(count)
                offspring.young.codes[child * width + index] = gene.code(at: position)
            }
        }
        for order in genus.orders {
            for child in 0..<count { order.draw(into: &offspring.young.codes, at: child * width, &generator) }
        }
        for child in 0..<count { genus.complete(&offspring.young.codes, at: child * width, &generator) }
    }

    /// Clones the given genomes in turn. The first clone of each is unchanged; of the others, four in five are
    /// mutated. Genes without a given value are drawn as in any first population.
    ///
    /// - Parameter check: Called with the number of each organism; what it throws ends the drawing.
    package static func clone<Stop: Error>(
        _ genomes: [PartialGenome], into offspring: inout OffspringBatch, of genus: Genus, settings: SearchSettings,
        _ generator: inout Generator, check: (Int) throws(Stop) -> Void
    ) throws(Stop) {
        try draw(offspring.young.count, into: &offspring, of: genus, by: settings.first, &generator, check: check)
        for child in 0..<offspring.young.count {
            try check(child)
            let given = genomes[child % genomes.count]
            put(given, into: child, of: &offspring, genus: genus, &generator)
            makeFeasible(given, child, of: &offspring, genus: genus, &generator)
        }
        let mutating = MutationOperator(settings, of: genus)
        for child in 0..<offspring.young.count where child >= genomes.count && generator.chance(0.8) {
            if genus.feasibility == nil {
                mutating.mutate(child, of: &offspring, genus: genus, &generator)
            } else {
                mutating.mutateFeasibly(child, of: &offspring, genus: genus, &generator)
            }
        }
        if genus.isConditional { offspring.tidyChanges() }
    }

    private static func put(
        _ given: PartialGenome, into child: Int, of offspring: inout OffspringBatch, genus: Genus,
        _ generator: inout Generator
    ) {
        let width = genus.genes.count
        for (gene, code) in given.codes.enumerated() {
            if let code { offspring.young.codes[child * width + gene] = code }
        }
        genus.complete(&offspring.young.codes, at: child * width, &generator)
    }

    /// The number of draws of the other genes around given values.
    private static let tries = 64

    /// Draws the genes without a given value again until the genome is feasible; if this fails, changes them, and then
    /// all genes, to reduce the violation.
    private static func makeFeasible(
        _ given: PartialGenome, _ child: Int, of offspring: inout OffspringBatch, genus: Genus,
        _ generator: inout Generator
    ) {
        guard let feasibility = genus.feasibility else { return }
        let width = genus.genes.count
        let free = genus.defined.indices.filter { given.codes[genus.columns(of: $0).lowerBound] == nil }
        for _ in 0..<(free.isEmpty ? 0 : tries) where !genus.isFeasible(offspring.young.codes, row: child) {
            genus.draw(into: &offspring.young.codes, at: child * width, &generator)
            put(given, into: child, of: &offspring, genus: genus, &generator)
        }
        let codes = offspring.young.codes[child * width..<(child + 1) * width]
        guard !feasibility.isMet(by: codes) else { return }
        let repair = Repair(genus: genus, feasibility: feasibility)
        let repaired = repair.reduced(codes, among: free, &generator) ?? repair.reduced(codes, &generator)
        offspring.young.codes.replace(
            at: child * width, by: repaired ?? repair.approached(codes, to: feasibility.witness, &generator))
    }
}
