import Randomness

/// Random search (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012): each gene draws any of
/// its values. A genome that was born before is drawn again, a few times. So a small space is searched through sooner; but
/// where genes have conditions, a branch of few genomes is soon used up, and drawn from less often than its chance says.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, 100 seeds): .049 .038, .193 .141, .269 .209.
enum RandomSearch {
    static let phases: [Phase] = [.evaluate, .breed, .replace]

    static let settings: Set<SearchSettings.Name> = [.size]

    static func purpose(of phase: Phase) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: each genome is drawn at random from the whole search space and has no parents: nothing that was learned is "
                + "used. It is what every other strategy must beat."
        case .replace:
            "Why: the new genomes take all places. Nothing depends on who was there before; the best so far is kept in the "
                + "history."
        }
    }

    static func draw(
        _ count: Int, into brood: inout Brood, of genus: Genus, born: inout BornGenomes, _ generator: inout Generator
    ) {
        for child in 0..<count {
            var patience = 32
            repeat {
                genus.draw(into: &brood.young.codes, at: child * genus.genes.count, &generator)
                patience -= 1
            } while patience > 0 && born.contains(brood, child)
            born.insert(brood, child)
        }
    }
}

extension Genus {
    /// Any genome, each gene with the same chance for each value on its scale.
    func draw(into codes: inout [UInt32], at start: Int, _ generator: inout Generator) {
        for (index, gene) in genes.enumerated() { codes[start + index] = gene.draw(&generator) }
        complete(&codes, at: start, &generator)
    }
}
