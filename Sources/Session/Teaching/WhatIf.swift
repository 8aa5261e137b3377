import Evolution

/// A moment, and several ways on from it.
struct WhatIf: Codable, Hashable, Sendable {
    /// One way on.
    struct Way: Codable, Hashable, Sendable {
        /// What the plot calls it.
        let name: String
        /// Its generations, those up to the moment among them.
        let generations: [GenerationRecord]
    }

    /// The search as it was.
    let evolution: Evolution
    /// The settings of the search as they were.
    let population: PopulationChoice
    /// How the outcomes had come about.
    let ledger: Ledger
    /// The ways that were left.
    var ways: [Way] = []

    static func == (left: WhatIf, right: WhatIf) -> Bool {
        left.evolution == right.evolution && left.population == right.population && left.ledger == right.ledger
            && left.ways == right.ways
    }

    /// What was marked tells well enough one from another.
    func hash(into hasher: inout Hasher) {
        hasher.combine(evolution.evaluations)
        hasher.combine(ways)
    }

    /// A name that no way has yet.
    func freeName(_ wanted: String) -> String {
        let names = Set(ways.map(\.name))
        guard names.contains(wanted) else { return wanted }
        var number = 2
        while names.contains("\(wanted) (\(number))") { number += 1 }
        return "\(wanted) (\(number))"
    }
}

extension SearchSettings {
    /// What differs from other settings, as it is typed; nil where nothing does.
    func difference(from other: SearchSettings) -> String? {
        let pairs: [(String, String, String)] = [
            ("elitism", Numbers.percent(elitism.value), Numbers.percent(other.elitism.value)),
            ("breeding", Numbers.percent(breeding.value), Numbers.percent(other.breeding.value)),
            ("mutation", Numbers.percent(mutation.value), Numbers.percent(other.mutation.value)),
            ("factor", factor.map(Numbers.percent) ?? "default", other.factor.map(Numbers.percent) ?? "default"),
            ("selection", selection.description, other.selection.description),
            ("crossover", crossover.name, other.crossover.name), ("change", change.name, other.change.name),
            ("elites", elites.name, other.elites.name), ("litter", "\(litter)", "\(other.litter)"),
        ]
        let changed = pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1)" }
        return changed.isEmpty ? nil : changed.joined(separator: " ")
    }
}
