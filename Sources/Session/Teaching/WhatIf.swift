import Evolution
import SearchRunner

/// A marked moment of a search, and its branches.
struct WhatIf: Codable, Hashable, Sendable {
    /// A branch.
    struct Way: Codable, Hashable, Sendable {
        /// The name in the plot.
        let name: String
        /// The generations, including those up to the moment.
        let generations: [GenerationRecord]

        private enum CodingKeys: String, CodingKey { case name, generations }
    }

    /// The search at the moment.
    let evolution: Evolution
    /// The settings of the search at the moment.
    let population: PopulationChoice
    /// The evaluationLog of evaluations at the moment.
    let evaluationLog: EvaluationLog
    /// The saved branches.
    var ways: [Way] = []

    private enum CodingKeys: String, CodingKey {
        case evolution, population, ways
        case evaluationLog = "ledger"
    }

    static func == (left: WhatIf, right: WhatIf) -> Bool {
        left.evolution == right.evolution && left.population == right.population
            && left.evaluationLog == right.evaluationLog
            && left.ways == right.ways
    }

    /// Hashes only the parts that usually differ.
    func hash(into hasher: inout Hasher) {
        hasher.combine(evolution.evaluations)
        hasher.combine(ways)
    }

    /// Returns a name that no branch has yet.
    func freeName(_ wanted: String) -> String {
        let names = Set(ways.map(\.name))
        guard names.contains(wanted) else { return wanted }
        var number = 2
        while names.contains("\(wanted) (\(number))") { number += 1 }
        return "\(wanted) (\(number))"
    }
}
