import Genes
import Populations
import Randomness

/// A local search from the chosen child of a litter: changes genes as long as a value, such as the expected
/// improvement, increases (as in SMAC; Hutter, Hoos and Leyton-Brown, "Sequential model-based optimization for general
/// algorithm configuration", 2011). Each gene takes in turn the best of a few other values. Real genes take normal steps,
/// alone and all together, which become shorter when none is better.
///
/// Positions of orders stay as they are, and no genome is infeasible.
struct ChildClimb {
    let genus: Genus
    /// The maximum number of genomes that are compared.
    let limit: Int

    /// Returns the value of a genome; nil if it must not be chosen.
    typealias Worth = ([UInt32]) throws(PhaseStop.Requested) -> Double?

    /// The number of values above which a gene is treated as a real one.
    private static let crowded = 64
    /// The number of values up to which all are tried.
    private static let few = 8
    private static let steps = 3
    private static let jumps = 2
    /// The first standard deviation of the steps, as a fraction of the range, the factor by which it decreases, and its
    /// minimum.
    private static let deviation = (first: 0.1, factor: 0.3, last: 1e-4)

    /// The state of one search.
    private struct Climber {
        var codes: [UInt32]
        var value: Double
        var count = 0
        var deviation = ChildClimb.deviation.first
    }

    /// Returns the best genome found, which may be the given one.
    ///
    /// - Throws: `PhaseStop.Requested`
    func climb(
        from start: [UInt32], value: Double, _ generator: inout Generator, _ worth: Worth
    ) throws(PhaseStop.Requested) -> [UInt32] {
        var climber = Climber(codes: start, value: value)
        var genes = genus.genes.indices.filter { genus.shapes[$0].count > 1 && genus.order(at: $0) == nil }
        let crowded = genes.filter(isCrowded)
        while climber.count < limit {
            let before = climber.value
            generator.shuffle(&genes)
            for gene in genes where climber.count < limit { try improve(gene, of: &climber, &generator, worth) }
            if crowded.count > 1 { try improveTogether(crowded, of: &climber, &generator, worth) }
            guard climber.value <= before else { continue }
            guard !crowded.isEmpty, climber.deviation >= Self.deviation.last else { break }
            climber.deviation *= Self.deviation.factor
        }
        return climber.codes
    }

    private func isCrowded(_ gene: Int) -> Bool { Self.isCrowded(gene, of: genus) }

    private static func isCrowded(_ gene: Int, of genus: Genus) -> Bool {
        genus.shapes[gene].isOrdered && genus.shapes[gene].count > crowded
    }

    /// Returns true if a gene has so many values that it counts as a real one.
    static func hasRealGenes(_ genus: Genus) -> Bool {
        genus.genes.indices.contains { isCrowded($0, of: genus) && genus.order(at: $0) == nil }
    }

    /// Gives a gene the best of a few other values if it is better than the current one.
    private func improve(
        _ gene: Int, of climber: inout Climber, _ generator: inout Generator, _ worth: Worth
    ) throws(PhaseStop.Requested) {
        guard climber.codes[gene] != Genome.inactive else { return }
        var best: (codes: [UInt32], value: Double)?
        for code in others(gene, climber, &generator) where code != climber.codes[gene] {
            guard let codes = changed([(gene, code)], &climber, &generator), let value = try worth(codes),
                value > best?.value ?? climber.value
            else { continue }
            best = (codes, value)
        }
        if let best { (climber.codes, climber.value) = best }
    }

    /// Changes all real genes together, each time by a new random step.
    private func improveTogether(
        _ genes: [Int], of climber: inout Climber, _ generator: inout Generator, _ worth: Worth
    ) throws(PhaseStop.Requested) {
        let active = genes.filter { climber.codes[$0] != Genome.inactive }
        for _ in 0..<2 * active.count where climber.count < limit {
            var changes: [(Int, UInt32)] = []
            // A gene may have become inactive by an earlier change.
            for gene in active where climber.codes[gene] != Genome.inactive {
                changes.append((gene, step(gene, climber, &generator)))
            }
            guard let codes = changed(changes, &climber, &generator), let value = try worth(codes),
                value > climber.value
            else { continue }
            (climber.codes, climber.value) = (codes, value)
        }
    }

    /// Returns other values of a gene to try.
    private func others(_ gene: Int, _ climber: Climber, _ generator: inout Generator) -> [UInt32] {
        let (shape, code) = (genus.shapes[gene], climber.codes[gene])
        if shape.count <= Self.few { return Array(0..<UInt32(shape.count)) }
        if isCrowded(gene) { return (0..<Self.steps).map { _ in step(gene, climber, &generator) } }
        guard shape.isOrdered else { return (0..<Self.few).map { _ in UInt32(generator.below(shape.count)) } }
        let neighbours = [code &- 1, code + 1].filter { $0 < shape.count }
        return neighbours + (0..<Self.jumps).map { _ in UInt32(generator.below(shape.count)) }
    }

    /// Returns the code of a real gene after a normal step, reflected at the bounds.
    private func step(_ gene: Int, _ climber: Climber, _ generator: inout Generator) -> UInt32 {
        let shape = genus.genes[gene]
        let target = abs(shape.position(of: climber.codes[gene]) + climber.deviation * generator.normal())
        return shape.code(at: min(max(target > 1 ? 2 - target : target, 0), 1))
    }

    /// Returns the genome with some codes changed; nil if it is infeasible or equal.
    private func changed(
        _ changes: [(gene: Int, code: UInt32)], _ climber: inout Climber, _ generator: inout Generator
    ) -> [UInt32]? {
        climber.count += 1
        var codes = GeneCodes(climber.codes)
        for (gene, code) in changes { codes[gene] = code }
        if genus.isConditional { genus.complete(&codes, at: 0, &generator) }
        guard genus.feasibility == nil || genus.isFeasible(codes, row: 0) else { return nil }
        let words = codes.words
        return words == climber.codes ? nil : words
    }
}
