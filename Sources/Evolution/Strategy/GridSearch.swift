import Genes
import Populations
import Randomness

/// Grid search: all combinations of a small number of evenly spaced values of each gene, then of twice as many
/// without the earlier combinations, and so on. Categorical genes have all their values from the start. The last gene
/// varies fastest. After the whole genus was born, the search begins again.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201; deterministic, so one seed): .106 .085, .067 .067, .693 .693: the first genes hardly vary.
struct GridSearch: SearchStrategy, Codable, Equatable, Sendable {
    static let name = "grid"
    static let summary = "genomes on an even grid that is refined step by step"
    static let joining = Joining.together
    static let originWithoutParents = "taken from the grid"

    static let phases: [Phase] = [.evaluate, .breed, .replace]

    static let settings: Set<SearchSettings.Name> = [.size]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: the next genomes follow on an even grid, which is refined after each pass. There is no chance, "
                + "there are no parents, and the search does not learn from earlier results."
        case .replace:
            "Why: the new genomes replace all others. Nothing depends on earlier genomes; the history keeps the best "
                + "so far."
        }
    }

    static func drawFirst(like: [PartialGenome], in evolution: inout Evolution) { draw(in: &evolution) }

    static func breed(in evolution: inout Evolution) {
        evolution.offspring.prepare(evolution.settings.size)
        draw(in: &evolution)
    }

    private static func draw(in evolution: inout Evolution) {
        evolution.grid.draw(
            evolution.settings.size, into: &evolution.offspring, of: evolution.genus, &evolution.generator)
    }

    /// The fineness of the grid: an ordered gene has 2^level + 1 values.
    private var level = 0
    /// The next combination: the index of each gene's value among those of this level.
    private var positions: [Int]

    private enum CodingKeys: String, CodingKey {
        case level
        case positions = "places"
    }

    init(genus: Genus) {
        positions = genus.genes.map { _ in 0 }
        for order in genus.orders { positions.replaceSubrange(order.columns, with: 0..<order.columns.count) }
    }

    /// Writes the next combinations. Infeasible ones are skipped; after too many of them in a row, a feasible genome is
    /// drawn at random instead.
    mutating func draw(
        _ count: Int, into offspring: inout OffspringBatch, of genus: Genus, _ generator: inout Generator
    ) {
        var sampler = FeasibleSampler(genus)
        for child in 0..<count {
            // Skips combinations that are equivalent to others, up to a limit.
            var patience = 10_000
            while patience > 0,
                !take(into: &offspring.young.codes, at: child * genus.genes.count, of: genus)
                    || !genus.isFeasible(offspring.young.codes, row: child)
            {
                patience -= 1
            }
            if !genus.isFeasible(offspring.young.codes, row: child) {
                sampler.draw(into: &offspring.young.codes, at: child * genus.genes.count, &generator)
            }
        }
    }

    /// Writes the next combination; returns false if it occurred before or is equivalent to another.
    private mutating func take(into codes: inout GeneCodes, at start: Int, of genus: Genus) -> Bool {
        var isNew = level == 0
        for (index, gene) in genus.genes.enumerated() {
            codes[start + index] = Self.code(positions[index], of: gene, level: level)
            if level > 0, !Self.isOld(codes[start + index], of: gene, level: level) { isNew = true }
        }
        turn(genus)
        return genus.settle(&codes, at: start) && isNew
    }

    private mutating func turn(_ genus: Genus) {
        for index in genus.genes.indices.reversed() {
            if let order = genus.order(at: index) {
                // The last position stands for the whole order.
                guard index == order.columns.upperBound - 1 else { continue }
                var codes = GeneCodes(positions.map { UInt32($0) })
                let isNext = order.turn(&codes, at: 0)
                positions = codes.words.map { Int($0) }
                if isNext { return }
                continue
            }
            positions[index] += 1
            if positions[index] < Self.values(of: genus.genes[index], level: level) { return }
            positions[index] = 0
        }
        let isWhole = genus.genes.allSatisfy { Self.values(of: $0, level: level) == $0.count }
        level = isWhole ? 0 : level + 1
    }

    /// Returns true if the index of each gene is valid at this level.
    func isSound(of genus: Genus) -> Bool {
        (0...Self.finest).contains(level) && positions.count == genus.genes.count
            && zip(positions, genus.genes).allSatisfy { (0..<Self.values(of: $1, level: level)).contains($0) }
            && genus.areOrdersSound(GeneCodes(positions.map { UInt32($0) }), at: 0)
    }

    /// The maximum number of items of an order: all permutations of more would never end.
    static let maximumItems = 8

    /// Checks that a grid can vary all orders of a genus.
    ///
    /// - Throws: `EvolutionError.orderTooLong` for the first one with too many items.
    static func check(_ genus: Genus) throws(EvolutionError) {
        for order in genus.orders where order.columns.count > maximumItems {
            throw .orderTooLong(
                gene: genus.defined[order.gene].name, items: order.columns.count, maximum: maximumItems)
        }
    }

    /// The finest level: by then each gene has all its values.
    private static let finest = 64

    private static func values(of gene: Gene, level: Int) -> Int {
        gene.isOrdered ? min(gene.count, 1 << min(level, 32) + 1) : gene.count
    }

    private static func code(_ index: Int, of gene: Gene, level: Int) -> UInt32 {
        let values = values(of: gene, level: level)
        guard values < gene.count, values > 1 else { return UInt32(index) }
        return UInt32((Double(index) / Double(values - 1) * Double(gene.count - 1)).rounded())
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
