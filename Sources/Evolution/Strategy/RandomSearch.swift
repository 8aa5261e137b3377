import Genes
import Populations
import Randomness
import Surrogate

/// Random search (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012): each gene draws any
/// of its values. A genome that was born before is drawn again, up to a limit of attempts, so that a small space is
/// covered sooner. With conditional genes, a branch of few genomes is soon exhausted, and then drawn less often than
/// its probability.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, 100 seeds): .049 .038, .193 .141, .269 .209.
enum RandomSearch: SearchStrategy {
    static let name = "random"
    static let summary = "genomes drawn at random: the baseline for every other strategy"
    static let joining = Joining.together
    static let needsHistory = true

    static let phases: [Phase] = [.evaluate, .breed, .replace]

    static let settings: Set<SearchSettings.Name> = [.size]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: each genome is drawn at random from the whole search space and has no parents. The search does not "
                + "learn from earlier results; every other strategy must beat it."
        case .replace:
            "Why: the new genomes replace all others. Nothing depends on earlier genomes; the history keeps the best "
                + "so far."
        }
    }

    static func drawFirst(like: [PartialGenome], in evolution: inout Evolution) throws(PhaseStop.Requested) {
        try draw(in: &evolution)
    }

    static func breed(in evolution: inout Evolution) throws(PhaseStop.Requested) {
        evolution.offspring.prepare(evolution.settings.size)
        try evolution.born.update(evolution.history, evolution.stop)
        try draw(in: &evolution)
    }

    private static func draw(in evolution: inout Evolution) throws(PhaseStop.Requested) {
        try draw(
            evolution.settings.size, into: &evolution.offspring, of: evolution.genus, born: &evolution.born,
            &evolution.generator, evolution.stop)
    }

    private static func draw(
        _ count: Int, into offspring: inout OffspringBatch, of genus: Genus, born: inout SeenGenomes,
        _ generator: inout Generator, _ stop: PhaseStop
    ) throws(PhaseStop.Requested) {
        var sampler = FeasibleSampler(genus)
        for child in 0..<count {
            if genus.feasibility == nil { try stop.check(at: child) } else { try stop.check() }
            var patience = 32
            repeat {
                sampler.draw(into: &offspring.young.codes, at: child * genus.genes.count, &generator)
                patience -= 1
            } while patience > 0 && born.contains(offspring, child)
            born.insert(offspring, child)
        }
    }
}
