package import Genes
package import Populations
package import Randomness

/// The set of all genomes born so far, and the search for others.
package struct SeenGenomes: Sendable {
    private var genomes: Set<Genome> = []
    private var count = 0

    package init() {}

    /// Adds the births since the last call.
    ///
    /// - Throws: `PhaseStop.Requested`
    package mutating func update(_ history: History, _ stop: PhaseStop = .never) throws(PhaseStop.Requested) {
        while count < history.count {
            try stop.check(at: count)
            genomes.insert(history.genome(count))
            count += 1
        }
    }

    package func contains(_ offspring: OffspringBatch, _ row: Int) -> Bool {
        genomes.contains(offspring.young.genome(row))
    }

    package func contains(_ genome: Genome) -> Bool { genomes.contains(genome) }

    package mutating func insert(_ offspring: OffspringBatch, _ row: Int) {
        genomes.insert(offspring.young.genome(row))
    }

    /// Mutates children that were born before until they are new, up to a limit of attempts.
    ///
    /// - Throws: `PhaseStop.Requested`
    package func renew(
        _ offspring: inout OffspringBatch, settings: SearchSettings, genus: Genus, _ generator: inout Generator,
        _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        let mutating = MutationOperator(settings, of: genus, isForced: true)
        for child in 0..<offspring.young.count {
            try stop.check(at: child)
            var patience = 8
            while patience > 0, contains(offspring, child) {
                if genus.feasibility == nil {
                    mutating.mutate(child, of: &offspring, genus: genus, &generator)
                } else {
                    mutating.mutateFeasibly(child, of: &offspring, genus: genus, &generator)
                }
                patience -= 1
            }
        }
    }

    /// Returns the first of the given rows that was never born. If there is none, the first row becomes another
    /// genome, drawn at random or, in a small genus, the next one in order. It stays as it is only if all genomes
    /// were born.
    func firstUnborn(
        _ rows: Range<Int>, of offspring: inout OffspringBatch, _ genus: Genus, _ generator: inout Generator
    ) -> Int {
        if let row = rows.first(where: { !contains(offspring, $0) }) { return row }
        let row = rows.lowerBound
        let width = genus.genes.count
        let before = offspring.young.codes[row * width..<(row + 1) * width]
        var sampler = FeasibleSampler(genus)
        for _ in 0..<Self.draws {
            sampler.draw(into: &offspring.young.codes, at: row * width, &generator)
            if !contains(offspring, row) {
                offspring.orphan(row)
                return row
            }
        }
        if genus.size <= Self.small {
            for _ in 0..<Int(genus.size) {
                if genus.turn(&offspring.young.codes, at: row * width), !contains(offspring, row),
                    genus.isFeasible(offspring.young.codes, row: row)
                {
                    offspring.orphan(row)
                    return row
                }
            }
        }
        offspring.young.codes.replace(at: row * width, by: before)
        return row
    }

    private static let draws = 32
    /// The size above which a genus is not searched exhaustively: random draws find unborn genomes there.
    private static let small = 65_536.0
}

extension Genus {
    /// Changes a row to the next combination of codes, the last gene fastest; returns false if inactive genes make it
    /// equivalent to another combination.
    fileprivate func turn(_ codes: inout GeneCodes, at start: Int) -> Bool {
        for index in genes.indices where codes[start + index] == Genome.inactive {
            codes[start + index] = order(at: index).map { UInt32(index - $0.columns.lowerBound) } ?? 0
        }
        for index in genes.indices.reversed() {
            if let order = order(at: index) {
                guard index == order.columns.upperBound - 1 else { continue }
                if order.turn(&codes, at: start) { break }
                continue
            }
            codes[start + index] += 1
            if codes[start + index] < genes[index].count { break }
            codes[start + index] = 0
        }
        let asked = codes[start..<start + genes.count]
        var test = codes
        guard settle(&test, at: start) else {
            // Counting continues from the full combination, not from its equivalent.
            codes.replace(at: start, by: asked)
            return false
        }
        codes = test
        return true
    }
}

extension OffspringBatch {
    /// Removes the parents and mutations of a child.
    mutating func orphan(_ row: Int) {
        mothers[row] = -1
        fathers[row] = -1
        cuts[row] = .none
        changes.removeAll { $0.child == row }
    }
}
