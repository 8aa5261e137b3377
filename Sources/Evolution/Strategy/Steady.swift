import Genes
import Populations
import Randomness

/// The steady-state algorithm (Whitley, "The GENITOR algorithm and selection pressure", 1989): one birth at a time,
/// with the same selection, crossover and mutation. The newborn joins the population and the weakest leaves, so that
/// the population holds the best so far. A newborn replaces an equal.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, litters of 1, population 20, 100 seeds): .027 .019, .028 .011, .041 .009. With litters of 64, the
/// defaults of costly evaluations: ahead 4 (120 seeds) .019 .011, .004 .000, .000 .000; ahead 6 (60 seeds) .017 .011,
/// .005 .000, .000 .000; ahead 8 (60 seeds) .020 .012, .006 .000, .013 .000; whole generations with the same litters
/// (120 seeds) .020 .013, .011 .000, .007 .000.
enum Steady: SearchStrategy {
    static let name = "steady"
    static let summary = "single births, each from a population of the best so far"
    static let joining = Joining.oneByOne

    static let phases: [Phase] = [.evaluate, .replace, .breeders, .breed, .mutate]

    static let settings: Set<SearchSettings.Name> = [
        .size, .crossing, .mutation, .factor, .selection, .crossover, .change, .litter, .first, .niching, .ahead,
    ]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites: nil
        case .breeders: PhasePurpose.breeders(in: settings)
        case .breed: PhasePurpose.breed(in: settings)
        case .mutate: PhasePurpose.mutate(in: settings)
        case .replace:
            "Why: the newborn joins the population, and the least fit of all leaves, possibly the newborn itself. The "
                + "population therefore holds the best so far and needs no elites. Among equals the newborn stays. "
                + "Without this phase, no improvement could build on another."
        }
    }

    static func remedies(in settings: SearchSettings) -> [String] {
        ["`population niching sharing`", "`strategy ageing`"]
    }

    /// The age, in births, of the latest results that a birth depends on; this is also the number of births that can
    /// be evaluated at once.
    static let ahead = 4
}

extension Population {
    /// Removes the least fit, with a random choice among equals, but never the newborn, which is last. Equally fit
    /// members therefore drift.
    mutating func removeWeakest(_ generator: inout Generator) {
        if let row = oneExtreme(sign: 1, sparesLast: true, &generator) { remove(row) }
    }

    /// Moves the first rows to the end of another population.
    mutating func moveFirst(_ rows: Int, to other: inout Population) {
        other.codes.append(0..<rows * genes, of: codes)
        other.births += births[..<rows]
        other.fitness += fitness[..<rows]
        other.sizes += sizes[..<rows]
        codes.removeSubrange(0..<rows * genes)
        births.removeFirst(rows)
        fitness.removeFirst(rows)
        sizes.removeFirst(rows)
    }

    /// Moves a row to the end of another population.
    mutating func move(_ row: Int, to other: inout Population) {
        other.append(
            row: row, of: codes, birth: births[row], fitness: fitness[row], size: sizes[row])
        remove(row)
    }
}
