import Evolution

/// The worth of each change of an organism: its fitness minus that of the same genome without the change.
///
/// An improvement is positive, whether the objective is maximized or minimized.
struct Worth {
    private let birth: BirthRecord
    private let oriented: (Double) -> Double
    private let fitness: (Genome) -> Double?
    private let evolution: Evolution

    init(
        _ birth: BirthRecord, in evolution: Evolution, oriented: @escaping (Double) -> Double,
        fitness: @escaping (Genome) -> Double?
    ) {
        self.birth = birth
        self.evolution = evolution
        self.oriented = oriented
        self.fitness = fitness
    }

    /// Returns the worth of a mutation of a gene, ` (worth +2)`; nil if it is not known.
    func words(of changes: [GeneChange]) -> String? {
        guard changes.allSatisfy({ $0.from != Genome.inactive && $0.to != Genome.inactive }),
            let own = birth.organism.outcome?.fitness
        else { return nil }
        var codes = birth.organism.genome.codes
        for change in changes { codes[change.gene] = change.from }
        guard let without = fitness(Genome(codes: codes)) else { return nil }
        return " (worth \(signed(own - without)))"
    }

    /// The fitness after crossover and before mutation, compared with the better parent; nil for clones, or if it is
    /// not known.
    var crossing: String? {
        guard let mother = birth.mother, let father = birth.father,
            !birth.changes.contains(where: { $0.from == Genome.inactive || $0.to == Genome.inactive }),
            let parents = [mother, father].compactMap({ evolution.history.outcome($0)?.fitness }).max()
        else { return nil }
        var codes = birth.organism.genome.codes
        for change in birth.changes { codes[change.gene] = change.from }
        guard let crossed = fitness(Genome(codes: codes)) else { return nil }
        let difference = crossed - parents
        return "crossover alone: \(Numbers.score(oriented(crossed))), "
            + (difference == 0
                ? "equal to the better parent" : "\(signed(difference)) compared with the better parent")
    }

    private func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + Numbers.score(value) }
}
