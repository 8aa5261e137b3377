package import Evolution
package import SearchRunner
package import Settings

/// A marked moment of a search, and its branches.
package struct WhatIf: Codable, Hashable, Sendable {
    /// A branch.
    package struct Way: Codable, Hashable, Sendable {
        /// The name in the plot.
        package let name: String
        /// The generations, including those up to the moment.
        package let generations: [GenerationRecord]

        package init(name: String, generations: [GenerationRecord]) {
            self.name = name
            self.generations = generations
        }

        private enum CodingKeys: String, CodingKey { case name, generations }
    }

    /// The search at the moment.
    package let evolution: Evolution
    /// The settings of the search at the moment.
    package let population: PopulationChoice
    /// The evaluationLog of evaluations at the moment.
    package let evaluationLog: EvaluationLog
    /// The saved branches.
    package var ways: [Way] = []

    package init(evolution: Evolution, population: PopulationChoice, evaluationLog: EvaluationLog, ways: [Way] = []) {
        self.evolution = evolution
        self.population = population
        self.evaluationLog = evaluationLog
        self.ways = ways
    }

    private enum CodingKeys: String, CodingKey {
        case evolution, population, ways
        case evaluationLog = "ledger"
    }

    package static func == (left: WhatIf, right: WhatIf) -> Bool {
        left.evolution == right.evolution && left.population == right.population
            && left.evaluationLog == right.evaluationLog
            && left.ways == right.ways
    }

    /// Hashes only the parts that usually differ.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(evolution.evaluations)
        hasher.combine(ways)
    }

    /// Returns a name that no branch has yet.
    package func freeName(_ wanted: String) -> String {
        let names = Set(ways.map(\.name))
        guard names.contains(wanted) else { return wanted }
        var number = 2
        while names.contains("\(wanted) (\(number))") { number += 1 }
        return "\(wanted) (\(number))"
    }
}
