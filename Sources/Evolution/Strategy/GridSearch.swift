import Randomness

/// Grid search: all combinations of a few even values of each gene; when they are through, of twice as many, without
/// those that were there before. Categorical genes have all their values from the start. The last gene turns fastest.
/// When the whole genus was born, it begins again.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, it is always the same, so one seed): .106 .085, .067 .067, .693
/// .693: the first genes hardly turn.
struct GridSearch: Codable, Equatable, Sendable {
    static let phases: [Phase] = [.evaluate, .breed, .replace]

    static let settings: Set<SearchSettings.Name> = [.size]

    static func purpose(of phase: Phase) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: the next genomes are those that follow on an even grid, which grows finer each time it is through: no "
                + "chance and no parents take part, and nothing that was learned is used."
        case .replace:
            "Why: the new genomes take all places. Nothing depends on who was there before; the best so far is kept in the "
                + "history."
        }
    }

    /// The grid's fineness: an ordered gene has 2^level + 1 values.
    private var level = 0
    /// The next combination: the place of each gene's value among those of this level.
    private var places: [Int]

    init(genus: Genus) { places = genus.genes.map { _ in 0 } }

    mutating func draw(_ count: Int, into brood: inout Brood, of genus: Genus) {
        for child in 0..<count {
            // Combinations without a meaning of their own are passed over, but not for ever.
            var patience = 10_000
            while patience > 0, !take(into: &brood.young.codes, at: child * genus.genes.count, of: genus) {
                patience -= 1
            }
        }
    }

    /// Writes the next combination; false where it was there before or says the same as another.
    private mutating func take(into codes: inout [UInt32], at start: Int, of genus: Genus) -> Bool {
        var isNew = level == 0
        for (index, gene) in genus.genes.enumerated() {
            codes[start + index] = Self.code(places[index], of: gene, level: level)
            if level > 0, !Self.isOld(codes[start + index], of: gene, level: level) { isNew = true }
        }
        turn(genus)
        return genus.settle(&codes, at: start) && isNew
    }

    private mutating func turn(_ genus: Genus) {
        for index in genus.genes.indices.reversed() {
            places[index] += 1
            if places[index] < Self.values(of: genus.genes[index], level: level) { return }
            places[index] = 0
        }
        let isWhole = genus.genes.allSatisfy { Self.values(of: $0, level: level) == $0.count }
        level = isWhole ? 0 : level + 1
    }

    private static func values(of gene: Gene, level: Int) -> Int {
        gene.isOrdered ? min(gene.count, 1 << min(level, 32) + 1) : gene.count
    }

    private static func code(_ place: Int, of gene: Gene, level: Int) -> UInt32 {
        let values = values(of: gene, level: level)
        guard values < gene.count, values > 1 else { return UInt32(place) }
        return UInt32((Double(place) / Double(values - 1) * Double(gene.count - 1)).rounded())
    }

    private static func isOld(_ code: UInt32, of gene: Gene, level: Int) -> Bool {
        let values = values(of: gene, level: level - 1)
        guard values > 1, values < gene.count else { return Int(code) < values }
        let near = Int((Double(code) / Double(gene.count - 1) * Double(values - 1)).rounded())
        return (max(near - 1, 0)...min(near + 1, values - 1)).contains {
            self.code($0, of: gene, level: level - 1) == code
        }
    }
}

extension Genus {
    /// Marks genes that take no part; false where one of them had not its first value, since the genome then says the
    /// same as another one.
    func settle(_ codes: inout [UInt32], at start: Int) -> Bool {
        guard isConditional else { return true }
        let asked = Array(codes[start..<start + genes.count])
        var unused = Generator(seed: 0)
        complete(&codes, at: start, &unused)
        return genes.indices.allSatisfy { codes[start + $0] != Genome.inactive || asked[$0] == 0 }
    }
}
