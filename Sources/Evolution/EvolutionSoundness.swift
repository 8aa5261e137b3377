import Randomness

/// Why a decoded search cannot be one that this program wrote.
///
/// A file may hold any numbers behind a right checksum. What later code uses as an index, a count or a code is compared here
/// with what it belongs to, once and as a whole, so that nothing behind it has to ask again.
struct UnsoundEvolution: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Evolution {
    /// Asks again for all births without a known outcome: whoever was evaluating them is gone, as in a search that was read
    /// from a file.
    public mutating func askAgain() {
        asked = told
        early = [:]
    }

    /// Checks that counts, births, codes and rows of a decoded search fit together. O(births × genes).
    ///
    /// - Throws: `UnsoundEvolution` with the first part that does not fit.
    func checkSoundness() throws {
        func require(_ condition: Bool, _ what: String) throws {
            guard condition else { throw UnsoundEvolution("its \(what) do not fit together") }
        }
        let width = genus.genes.count
        try require(settings.strategy.phases.contains(phase), "phase and strategy")
        try require(
            told >= 0 && told <= asked && asked <= planned && planned <= Self.mostBirths
                && (phase != .evaluate || told < planned), "counts of births")
        try require(generator.isSound, "random numbers")
        try require(early.keys.allSatisfy { $0 > told && $0 < asked }, "early outcomes and births")
        try require(
            history.genes == width && history.size == settings.size
                && history.count == (history.isRecording ? planned : 0)
                && history.isSound(of: genus, told: told), "history and births")
        try require(history.isRecording || !settings.needsHistory, "strategy and history")
        for population in [members, waiting, brood.young] {
            try require(population.genes == width && population.isSound(of: genus), "genomes and genes")
        }
        try require(grid.isSound(of: genus), "grid and genes")
        try require(litters.isSound(genes: width, births: planned), "surrogate model and births")
        try require(fittest.map { isSound($0) } ?? true, "fittest organism and births")
        try require(settings.strategy.isSingle ? areSingleBirthsSound : areGenerationsSound, "population and births")
        try require(areLivingSound, "elites, breeders and children")
    }

    /// More births than any search has; sums of two such counts still fit into an `Int`.
    private static let mostBirths = 1 << 40

    private func isSound(_ organism: Organism) -> Bool {
        let isFitness = if case .fitness? = organism.outcome { true } else { false }
        return isFitness && (0..<told).contains(organism.id) && organism.generation == organism.id / settings.size + 1
            && organism.genome.codes.count == genus.genes.count && genus.areCodes(organism.genome.codes[...])
    }

    /// Single births wait in the order of birth up to the last one planned; members have their outcome already.
    private var areSingleBirthsSound: Bool {
        let first = planned - waiting.count
        return first >= 0 && first <= told && waiting.births.elementsEqual(first..<planned)
            && members.count <= settings.size
            && members.births.allSatisfy { $0 >= 0 && $0 < first } && Set(members.births).count == members.count
            && members.fitness.allSatisfy { !$0.isNaN }
            && waiting.births.indices.allSatisfy { waiting.fitness[$0].isNaN == (waiting.births[$0] >= told) }
            && (phase != .breeders && phase != .breed && phase != .mutate || members.count > 0)
    }

    /// The newborn of a generation are its first rows until all are evaluated; then the population has its size.
    private var areGenerationsSound: Bool {
        let size = settings.size
        let first = planned - size
        guard waiting.count == 0, first >= 0, planned.isMultiple(of: size),
            members.births.allSatisfy({ $0 >= 0 && $0 < planned }), Set(members.births).count == members.count
        else { return false }
        guard phase == .evaluate else {
            return told == planned && members.count == size && members.fitness.allSatisfy { !$0.isNaN }
        }
        guard told >= first, members.count >= size, members.count <= 2 * size,
            members.births.prefix(size).elementsEqual(first..<planned)
        else { return false }
        return members.births.indices.allSatisfy { row in
            members.fitness[row].isNaN == (members.births[row] >= told)
        }
    }

    /// The rows that earlier phases left for later ones.
    private var areLivingSound: Bool {
        let rows = 0..<Int32(clamping: members.count)
        guard elites.allSatisfy(rows.contains), Set(elites).count == elites.count, elites.count <= settings.size,
            pool.allSatisfy(rows.contains)
        else { return false }
        if phase == .breed, settings.strategy.usesPool, pool.isEmpty { return false }
        let needsBrood = phase == .mutate || phase == .replace && !settings.strategy.isSingle
        let births = settings.strategy.isSingle ? 1 : settings.size
        let count = brood.young.count
        guard brood.isSound(of: genus, births: planned) else { return false }
        guard needsBrood else { return true }
        // The size of litters may have been changed since they were born.
        return phase == .mutate ? count >= births && count.isMultiple(of: births) : count == births
    }
}

extension Strategy {
    /// Whether children are bred from parents that a phase of their own draws.
    fileprivate var usesPool: Bool {
        switch self {
        case .evolution, .steady, .ageing: true
        case .random, .grid: false
        }
    }
}

extension SearchSettings {
    /// Whether the next births depend on the genomes born before.
    fileprivate var needsHistory: Bool { strategy == .random }
}

extension Genus {
    /// Returns true where each code of a row stands for a value of its gene, or marks a conditional gene as inactive.
    /// O(genes).
    func areCodes(_ row: ArraySlice<UInt32>) -> Bool {
        zip(row, genes).allSatisfy { code, gene in
            code < gene.count || code == Genome.inactive && gene.condition != nil
        }
    }

    /// Returns true where each row of a matrix of codes is one of this genus. O(codes).
    func areRows(_ codes: [UInt32]) -> Bool {
        let width = genes.count
        return codes.count.isMultiple(of: width)
            && stride(from: 0, to: codes.count, by: width).allSatisfy { areCodes(codes[$0..<$0 + width]) }
    }
}

extension Population {
    fileprivate func isSound(of genus: Genus) -> Bool {
        codes.count == count * genes && genus.areRows(codes) && sizes.allSatisfy { !$0.isNaN }
            && fitness.allSatisfy { $0 != .infinity }
    }
}

extension Brood {
    /// Returns true where parents, cuts and changes of the children lie within what they belong to.
    fileprivate func isSound(of genus: Genus, births: Int) -> Bool {
        let (count, width) = (young.count, genus.genes.count)
        return mothers.count == count && fathers.count == count && cuts.count == count
            && (mothers + fathers).allSatisfy { $0 >= -1 && $0 < births }
            && cuts.allSatisfy { $0.isSound(genes: width) }
            && (expectations.isEmpty || expectations.count == count)
            && changes.allSatisfy { change in
                change.child >= 0 && Int(change.child) < count && change.gene >= 0 && Int(change.gene) < width
                    && (change.from < genus.genes[Int(change.gene)].count || change.from == Genome.inactive)
            }
            && zip(changes, changes.dropFirst()).allSatisfy { $0.child <= $1.child }
    }
}

extension Cut {
    /// Returns true where the cuts lie between the first gene and the end behind the last.
    func isSound(genes: Int) -> Bool {
        switch self {
        case .none, .scattered: true
        case .point(let place): (0...genes).contains(place)
        case .points(let first, let second): first >= 0 && first <= second && second <= genes
        }
    }
}
