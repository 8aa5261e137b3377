import Evolution

/// A moment, and several ways on from it.
struct WhatIf: Codable, Hashable, Sendable {
    /// One way on.
    struct Way: Codable, Hashable, Sendable {
        /// What the plot calls it.
        let name: String
        /// Its generations, those up to the moment among them.
        let generations: [GenerationRecord]

        private enum CodingKeys: String, CodingKey { case name, generations }
    }

    /// The search as it was.
    let evolution: Evolution
    /// The settings of the search as they were.
    let population: PopulationChoice
    /// How the outcomes had come about.
    let ledger: Ledger
    /// The ways that were left.
    var ways: [Way] = []

    private enum CodingKeys: String, CodingKey { case evolution, population, ledger, ways }

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
