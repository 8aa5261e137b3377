import Genes
import Populations

/// A search strategy: its texts, its phases, and where it differs from the others.
///
/// A strategy is a file in this folder that conforms to this protocol, and a case of `Strategy`.
protocol SearchStrategy {
    /// The word in the command language.
    static var name: String { get }
    /// A summary in one line.
    static var summary: String { get }
    /// The phases of one round, the evaluation first.
    static var phases: [Phase] { get }
    /// The settings that the strategy uses; it ignores all others.
    static var settings: Set<SearchSettings.Name> { get }
    /// The way in which births join the population.
    static var joining: Joining { get }
    /// True if births are drawn in rounds, all of which can be evaluated at once.
    static var hasRounds: Bool { get }
    /// True if the next births depend on the genomes born before.
    static var needsHistory: Bool { get }
    /// True if the fitness of several objectives can guide the search.
    static var hasFronts: Bool { get }
    /// True if the oldest member leaves the population for a newborn; otherwise the weakest leaves.
    static var removesOldest: Bool { get }
    /// The origin of a birth without parents, as a sentence about it.
    static var originWithoutParents: String { get }

    /// Returns the purpose of a phase with given settings, and the effect of omitting it; nil if the strategy does
    /// not have the phase.
    static func purpose(of phase: Phase, in settings: SearchSettings) -> String?

    /// Returns the best measured size of a population for functions of this number of genes: `Scripts/bench reals`.
    static func size(genes: Int) -> Int

    /// Returns the method that draws parents.
    static func parentSelection(in settings: SearchSettings) -> Selection

    /// Returns the size of the mating pool for a number of births.
    static func breeders(for births: Int, in settings: SearchSettings) -> Int

    /// Returns the advice against premature convergence that this strategy adds to what helps in all.
    static func remedies(in settings: SearchSettings) -> [String]

    /// Checks that the strategy can search a genus.
    ///
    /// - Throws: `EvolutionError` if it cannot.
    static func check(_ genus: Genus) throws(EvolutionError)

    /// Draws the first population, near given genomes if there are any.
    ///
    /// - Throws: `PhaseStop.Requested`
    static func drawFirst(like: [PartialGenome], in evolution: inout Evolution) throws(PhaseStop.Requested)

    /// Breeds the children of one round.
    ///
    /// - Throws: `PhaseStop.Requested`
    static func breed(in evolution: inout Evolution) throws(PhaseStop.Requested)
}

/// The way in which the births of a strategy join the population.
public enum Joining: Sendable {
    /// The births of a generation join together, before their evaluation.
    case together
    /// Each birth joins as soon as its result and those before it are known: in single births, results that are `ahead`
    /// births old; in rounds, those of the round before. Until then it waits in a queue.
    case oneByOne
}

extension SearchStrategy {
    static var hasRounds: Bool { false }
    static var needsHistory: Bool { false }
    static var hasFronts: Bool { true }
    static var removesOldest: Bool { false }
    static var originWithoutParents: String { "no parents: drawn from the search space" }

    static func size(genes: Int) -> Int { SearchSettings().size }

    static func parentSelection(in settings: SearchSettings) -> Selection { settings.selection }

    static func breeders(for births: Int, in settings: SearchSettings) -> Int {
        max(2, settings.breeding.of(births)) * settings.litter
    }

    static func remedies(in settings: SearchSettings) -> [String] { [] }

    static func check(_ genus: Genus) throws(EvolutionError) {}

    static func drawFirst(like: [PartialGenome], in evolution: inout Evolution) throws(PhaseStop.Requested) {
        let (settings, stop) = (evolution.settings, evolution.stop)
        let isCostly = evolution.genus.feasibility != nil
        func check(_ child: Int) throws(PhaseStop.Requested) {
            if isCostly { try stop.check() } else { try stop.check(at: child) }
        }
        guard like.isEmpty else {
            return try FirstPopulation.clone(
                like, into: &evolution.offspring, of: evolution.genus, settings: settings, &evolution.generator,
                check: check)
        }
        try FirstPopulation.draw(
            evolution.offspring.young.count, into: &evolution.offspring, of: evolution.genus, by: settings.first,
            &evolution.generator, check: check)
    }

    static func breed(in evolution: inout Evolution) {
        evolution.offspring.prepare(evolution.settings.broodSize * evolution.litterSize)
        Breeding.breed(
            into: &evolution.offspring, from: evolution.members, pool: evolution.pool, settings: evolution.settings,
            genus: evolution.genus, &evolution.generator)
        if evolution.settings.change == .adaptive {
            evolution.selfAdaptation.inherit(
                by: &evolution.offspring, genes: evolution.genus.genes.count, &evolution.generator)
        }
    }
}
