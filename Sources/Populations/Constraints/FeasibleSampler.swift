package import Genes
package import Randomness

/// Draws genomes evenly among the feasible ones: with the probabilities of a draw from the whole search space, given that
/// the genome is feasible.
///
/// At first, a draw is repeated until it is feasible (rejection), which is exact. If `tries` draws in a row are
/// infeasible, the feasible genomes of a small search space are listed, and each combination of values has the same
/// probability. In a large one, a random walk among feasible genomes continues from the last genome (Metropolis and
/// others, 1953): it changes one or two genes at a time and takes feasible steps only. Its distribution approaches the same
/// probabilities, but successive genomes are alike, and it may not reach parts that no such steps lead to.
package struct FeasibleSampler {
    /// The number of infeasible draws in a row after which feasible genomes count as rare.
    static let tries = 1_024
    /// The size up to which a search space is searched exhaustively.
    package static let small = 65_536.0
    /// The number of starting points from which a feasible genome is searched for.
    private static let starts = 64

    private let genus: Genus
    private let feasibility: Feasibility?
    /// True after too many infeasible draws in a row.
    private(set) var isRare: Bool
    private(set) var all: [[UInt32]]?
    private var walker: [UInt32] = []

    package init(_ genus: Genus) {
        self.genus = genus
        feasibility = genus.feasibility
        isRare = feasibility?.isRare ?? false
        all = feasibility?.all
    }

    /// Draws a genome into a row of codes.
    package mutating func draw(into codes: inout GeneCodes, at start: Int, _ generator: inout Generator) {
        guard feasibility != nil else { return genus.draw(into: &codes, at: start, &generator) }
        let found = next(&generator)
        codes.replace(at: start, by: found ?? feasibility?.witness ?? [])
    }

    /// Returns a feasible genome; nil if none was found.
    package mutating func next(_ generator: inout Generator) -> [UInt32]? {
        guard let feasibility else { return drawn(&generator) }
        if !isRare {
            for _ in 0..<Self.tries {
                let codes = drawn(&generator)
                if feasibility.isMet(by: codes) { return codes }
            }
            isRare = true
        }
        if genus.size <= Self.small {
            let listed = all ?? genus.combinations(where: feasibility.isMet)
            all = listed
            return listed.isEmpty ? nil : listed[generator.below(listed.count)]
        }
        let isFirst = walker.isEmpty
        if isFirst { walker = self.start(feasibility, &generator) ?? feasibility.witness }
        guard !walker.isEmpty else { return nil }
        let walk = FeasibleWalk(genus: genus, feasibility: feasibility)
        // Away from the start, which is on the border of the feasible region.
        for _ in 0..<FeasibleWalk.steps(genus) * (isFirst ? 4 : 1) { walk.step(&walker, &generator) }
        return walker
    }

    private func drawn(_ generator: inout Generator) -> [UInt32] {
        var codes = GeneCodes(repeatElement(0, count: genus.genes.count))
        genus.draw(into: &codes, at: 0, &generator)
        return codes.words
    }

    /// Returns a feasible genome, reached from random ones by reducing the violation; nil if none was found.
    private func start(_ feasibility: Feasibility, _ generator: inout Generator) -> [UInt32]? {
        for _ in 0..<Self.starts {
            let found = Repair(genus: genus, feasibility: feasibility).reduced(drawn(&generator), &generator)
            if let found { return found }
        }
        return nil
    }
}

extension Genus {
    /// Finds a feasible genome that stands in wherever no other can be found.
    ///
    /// - Throws: `EvolutionError.infeasible` if there is none, or if none was found in a large search space.
    package mutating func findWitness(seed: UInt64) throws(EvolutionError) {
        guard var feasibility else { return }
        var sampler = FeasibleSampler(self)
        // A generator of its own, so that a decoded search finds the same genome.
        var generator = Generator(seed: seed, stream: .max)
        guard let found = sampler.next(&generator) else {
            throw .infeasible(
                conditions: feasibility.conditions, draws: size <= FeasibleSampler.small ? nil : FeasibleSampler.tries,
                size: size)
        }
        feasibility.witness = found
        feasibility.isRare = sampler.isRare
        feasibility.all = sampler.all
        self.feasibility = feasibility
    }

    /// Returns the combinations of codes for which a test holds, inactive genes marked. A genome with inactive genes
    /// occurs once for each combination of their values.
    ///
    /// - Complexity: O(size × genes)
    func combinations(where holds: ([UInt32]) -> Bool) -> [[UInt32]] {
        var kept: [[UInt32]] = []
        forEachCombination { if holds($0) { kept.append($0) } }
        return kept
    }

    /// Calls a function with each combination of codes, the last gene fastest.
    ///
    /// - Complexity: O(size × genes)
    func forEachCombination(_ body: ([UInt32]) -> Void) {
        var codes = GeneCodes(repeatElement(0, count: genes.count))
        for order in orders { order.put(order.identity, into: &codes, at: 0) }
        repeat {
            var settled = codes
            _ = settle(&settled, at: 0)
            body(settled.words)
        } while advance(&codes)
    }

    /// Changes the codes to the next combination; returns false after the last one.
    private func advance(_ codes: inout GeneCodes) -> Bool {
        for gene in defined.indices.reversed() {
            let column = columns(of: gene).lowerBound
            if let order = order(at: column) {
                if order.turn(&codes, at: 0) { return true }
                continue
            }
            codes[column] += 1
            if codes[column] < genes[column].count { return true }
            codes[column] = 0
        }
        return false
    }
}
