package import Evolution
import Reports
import Statistics

/// The worth of each change of an organism: its fitness minus that of the same genome without the change.
///
/// With folds, or where the memory has the score of each row, it comes with the half width of its 95% confidence interval.
/// An improvement is positive, whether the objective is maximized or minimized.
package struct Worth {
    private let birth: BirthRecord
    private let oriented: (Double) -> Double
    private let known: (Genome) -> KnownFitness?
    private let evolution: Evolution

    package init(
        _ birth: BirthRecord, in evolution: Evolution, oriented: @escaping (Double) -> Double,
        known: @escaping (Genome) -> KnownFitness?
    ) {
        self.birth = birth
        self.evolution = evolution
        self.oriented = oriented
        self.known = known
    }

    /// Returns the worth of a mutation of a gene, ` (worth +2)`; nil if it is not known.
    package func words(of changes: [GeneChange]) -> String? {
        guard changes.allSatisfy({ $0.from != Genome.inactive && $0.to != Genome.inactive }),
            let own = birth.organism.outcome?.fitness
        else { return nil }
        var codes = birth.organism.genome.codes
        for change in changes { codes[change.gene] = change.from }
        guard let without = known(Genome(codes: codes)) else { return nil }
        return " (worth \(words(own.difference(from: without.fitness), birth.organism.genome, without)))"
    }

    /// The fitness after crossover and before mutation, compared with the better parent; nil for clones, or if it is
    /// not known.
    package var crossing: String? {
        guard let mother = birth.mother, let father = birth.father,
            !birth.changes.contains(where: { $0.from == Genome.inactive || $0.to == Genome.inactive }),
            let better = [mother, father].max(by: { fitness($0) < fitness($1) }),
            let parent = evolution.history.outcome(better)?.fitness
        else { return nil }
        var codes = birth.organism.genome.codes
        for change in birth.changes { codes[change.gene] = change.from }
        guard let crossed = known(Genome(codes: codes)) else { return nil }
        let difference = crossed.fitness.difference(from: parent)
        guard difference != 0 else {
            return "crossover alone: \(Numbers.score(oriented(crossed.fitness))), equal to the better parent"
        }
        let words =
            known(evolution.history.genome(better)).map {
                self.words(difference, Genome(codes: codes), $0, than: " compared with the better parent")
            } ?? "\(signed(difference)) compared with the better parent"
        return "crossover alone: \(Numbers.score(oriented(crossed.fitness))), \(words)"
    }

    /// A sentence about the intervals; nil if there are none.
    package var intervals: String? {
        guard let own = known(birth.organism.genome), own.difference(from: own) != nil else { return nil }
        return "± is half of the 95% confidence interval of the difference on \(own.pairs)"
    }

    private func fitness(_ id: Int) -> Double { evolution.history.outcome(id)?.fitness ?? -.infinity }

    /// Returns a difference with its uncertainty, if that is known: `+0.0080 ± 0.0400, within noise`.
    private func words(
        _ difference: Double, _ genome: Genome, _ other: KnownFitness, than reference: String = ""
    ) -> String {
        guard difference != 0, let paired = known(genome)?.difference(from: other) else {
            return signed(difference) + reference
        }
        return "\(signed(difference)) ± \(Numbers.score(paired.halfWidth))\(reference)"
            + (paired.isNoise ? ", within noise" : "")
    }

    private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + Numbers.score(value) }
}
