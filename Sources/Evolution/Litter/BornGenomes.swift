import Randomness

/// The genomes that were ever born, and how to find others.
struct BornGenomes: Sendable {
    private var genomes: Set<Genome> = []
    private var count = 0

    /// Takes in the births since the last time.
    mutating func update(_ history: History) {
        while count < history.count {
            genomes.insert(history.genome(count))
            count += 1
        }
    }

    func contains(_ brood: Brood, _ row: Int) -> Bool { genomes.contains(brood.young.genome(row)) }

    mutating func insert(_ brood: Brood, _ row: Int) { genomes.insert(brood.young.genome(row)) }

    /// Mutates children that were born before until they were not, some times at most.
    func renew(_ brood: inout Brood, settings: SearchSettings, genus: Genus, _ generator: inout Generator) {
        let mutating = Mutating(settings, of: genus, isForced: true)
        for child in 0..<brood.young.count {
            var patience = 8
            while patience > 0, contains(brood, child) {
                mutating.mutate(child, of: &brood, genus: genus, &generator)
                patience -= 1
            }
        }
    }

    /// The first of some rows that was never born. Where there is none, the first row becomes another genome: drawn at
    /// random or, in a small genus, the next one in order; only where all were born does it stay as it is.
    func firstUnborn(_ rows: Range<Int>, of brood: inout Brood, _ genus: Genus, _ generator: inout Generator) -> Int {
        if let row = rows.first(where: { !contains(brood, $0) }) { return row }
        let row = rows.lowerBound
        let width = genus.genes.count
        let before = Array(brood.young.codes[row * width..<(row + 1) * width])
        for _ in 0..<Self.draws {
            genus.draw(into: &brood.young.codes, at: row * width, &generator)
            if !contains(brood, row) {
                brood.orphan(row)
                return row
            }
        }
        if genus.size <= Self.small {
            for _ in 0..<Int(genus.size) {
                if genus.turn(&brood.young.codes, at: row * width), !contains(brood, row) {
                    brood.orphan(row)
                    return row
                }
            }
        }
        brood.young.codes.replaceSubrange(row * width..<(row + 1) * width, with: before)
        return row
    }

    private static let draws = 32
    /// Larger genera are not searched through: random draws find the unborn there.
    private static let small = 65_536.0
}

extension Genus {
    /// Turns a row into the next combination of codes, the last gene fastest; false where genes that take no part make
    /// it say the same as another combination.
    fileprivate func turn(_ codes: inout [UInt32], at start: Int) -> Bool {
        for index in genes.indices where codes[start + index] == Genome.inactive { codes[start + index] = 0 }
        for index in genes.indices.reversed() {
            codes[start + index] += 1
            if codes[start + index] < genes[index].count { break }
            codes[start + index] = 0
        }
        let asked = Array(codes[start..<start + genes.count])
        var test = codes
        guard settle(&test, at: start) else {
            // The count goes on from the full combination, not from what it means.
            codes.replaceSubrange(start..<start + genes.count, with: asked)
            return false
        }
        codes = test
        return true
    }
}

extension Brood {
    /// Forgets where a child came from.
    fileprivate mutating func orphan(_ row: Int) {
        mothers[row] = -1
        fathers[row] = -1
        cuts[row] = .none
        changes.removeAll { $0.child == row }
    }
}
