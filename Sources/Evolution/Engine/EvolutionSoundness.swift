import Genes
import Populations
import Randomness

/// An error in a decoded search: this program cannot have written it.
///
/// A file may hold any numbers behind a correct checksum. Everything that later code uses as an index, a count or a
/// code is checked here once, so that later code need not check it again.
struct UnsoundEvolution: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Evolution {
    /// Requests all births without a known outcome again. Call it if the evaluator is gone, as after reading a search
    /// from a file.
    public mutating func askAgain() {
        asked = reported
        early = [:]
    }

    /// Checks that counts, births, codes and rows of a decoded search are consistent.
    ///
    /// - Throws: `UnsoundEvolution` with the first inconsistent part.
    /// - Complexity: O(births × genes)
    func checkSoundness() throws {
        func require(_ condition: Bool, _ what: String) throws {
            guard condition else { throw UnsoundEvolution("its \(what) do not match") }
        }
        let width = genus.genes.count
        try require(settings.strategy.phases.contains(phase), "phase and strategy")
        try require(
            reported >= 0 && reported <= asked && asked <= planned && planned <= Self.maximumBirths
                && (phase != .evaluate || reported < planned), "counts of births")
        try require(generator.isSound, "random numbers")
        try require(early.keys.allSatisfy { $0 > reported && $0 < asked }, "early outcomes and births")
        try require(
            history.genes == width && history.size == settings.size
                && history.count == (history.isRecording ? planned : 0)
                && history.isSound(of: genus, reported: reported, criteria: criteria), "history and births")
        try require(early.values.allSatisfy { $0.checked(for: criteria) == $0 }, "early outcomes and objectives")
        try require(Criteria.counts.contains(criteria.objectives), "number of objectives")
        let needsHistory = settings.strategy.rules.needsHistory || criteria.isRanked
        try require(history.isRecording || !needsHistory, "strategy and history")
        for population in [members, waiting, offspring.young] {
            try require(population.genes == width && population.isSound(of: genus), "genomes and genes")
        }
        try require(grid.isSound(of: genus), "grid and genes")
        try require(selfAdaptation.isSound, "step sizes")
        let admitted = planned - waiting.count
        try require(
            rounds?.isSound(of: genus, settings: settings, planned: planned, admitted: admitted)
                ?? !settings.strategy.hasRounds, "rounds and births")
        try require(
            litters.isSound(genes: width, births: planned)
                && frontLitters.isSound(genes: width, births: planned, criteria: criteria),
            "surrogate model and births")
        try require(best.map { isSound($0) } ?? true, "fittest organism and births")
        try require(joining == .oneByOne ? areSingleBirthsSound : areGenerationsSound, "population and births")
        try require(areLivingSound, "elites, breeders and children")
    }

    /// More births than any search has; the sum of two such counts still fits into an `Int`.
    private static let maximumBirths = 1 << 40

    private func isSound(_ organism: Organism) -> Bool {
        let isFitness = if case .fitness? = organism.outcome { true } else { false }
        let isRecorded = criteria.isRanked && (0..<history.count).contains(organism.id)
        return (isFitness || isRecorded && organism == history.organism(organism.id))
            && (0..<reported).contains(organism.id)
            && organism.generation == organism.id / settings.size + 1
            && organism.genome.codes.count == genus.genes.count && genus.areCodes(organism.genome.codes[...])
    }

    /// True if single births wait in the order of birth up to the last one planned, and all members have their
    /// outcome.
    private var areSingleBirthsSound: Bool {
        let first = planned - waiting.count
        return first >= 0 && first <= reported && waiting.births.elementsEqual(first..<planned)
            && members.count <= settings.size
            && members.births.allSatisfy { $0 >= 0 && $0 < first } && Set(members.births).count == members.count
            && members.fitness.allSatisfy { !$0.isNaN }
            && waiting.births.indices.allSatisfy { waiting.fitness[$0].isNaN == (waiting.births[$0] >= reported) }
            && (settings.strategy.hasRounds || phase != .breeders && phase != .breed && phase != .mutate
                || members.count > 0)
    }

    /// True if the newborn of a generation are its first rows until all are evaluated, and the population then has
    /// its size.
    private var areGenerationsSound: Bool {
        let size = settings.size
        let first = planned - size
        guard waiting.count == 0, first >= 0, planned.isMultiple(of: size),
            members.births.allSatisfy({ $0 >= 0 && $0 < planned }), Set(members.births).count == members.count
        else { return false }
        guard phase == .evaluate else {
            return reported == planned && members.count == size && members.fitness.allSatisfy { !$0.isNaN }
        }
        guard reported >= first, members.count >= size, members.count <= 2 * size,
            members.births.prefix(size).elementsEqual(first..<planned)
        else { return false }
        return members.births.indices.allSatisfy { row in
            members.fitness[row].isNaN == (members.births[row] >= reported)
        }
    }

    /// True if the rows that earlier phases left for later ones are valid.
    private var areLivingSound: Bool {
        let rows = 0..<Int32(clamping: members.count)
        guard elites.allSatisfy(rows.contains), Set(elites).count == elites.count, elites.count <= settings.size,
            pool.allSatisfy(rows.contains)
        else { return false }
        if phase == .breed, settings.strategy.phases.contains(.breeders), pool.isEmpty { return false }
        let needsBrood = phase == .mutate || phase == .replace && joining == .together
        let births = settings.broodSize
        let count = offspring.young.count
        guard offspring.isSound(of: genus, births: planned) else { return false }
        guard needsBrood else { return true }
        // The litter size may have changed since their birth.
        return phase == .mutate ? count >= births && count.isMultiple(of: births) : count == births
    }
}

extension Population {
    fileprivate func isSound(of genus: Genus) -> Bool {
        codes.count == count * genes && genus.areRows(codes.words) && sizes.allSatisfy { !$0.isNaN }
            && fitness.allSatisfy { $0 != .infinity }
    }
}

extension OffspringBatch {
    /// Returns true if parents, cuts and changes of the children lie within their ranges.
    fileprivate func isSound(of genus: Genus, births: Int) -> Bool {
        let (count, width) = (young.count, genus.genes.count)
        return mothers.count == count && fathers.count == count && cuts.count == count
            && (mothers + fathers).allSatisfy { $0 >= -1 && $0 < births }
            && cuts.allSatisfy { $0.isSound(genes: width) }
            && (deviations.map { $0.count == count && $0.allSatisfy { $0 > 0 && $0 <= 1 } } ?? true)
            && (expectations.isEmpty || expectations.count == count)
            && changes.allSatisfy { change in
                change.child >= 0 && Int(change.child) < count && change.gene >= 0 && Int(change.gene) < width
                    && (change.from < genus.genes[Int(change.gene)].count || change.from == Genome.inactive)
            }
            && zip(changes, changes.dropFirst()).allSatisfy { $0.child <= $1.child }
    }
}
