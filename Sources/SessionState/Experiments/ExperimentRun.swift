package import Evolution
package import SearchRunner

/// The course of one finished run: every evaluation that improved on those before it.
package struct ExperimentRun: Codable, Equatable, Sendable {
    /// An evaluation with a better fitness than all before it.
    struct Improvement: Codable, Equatable, Sendable {
        /// The number of evaluations up to and including it.
        let evaluations: Int
        /// Its fitness.
        let fitness: Double

        private enum CodingKeys: String, CodingKey { case evaluations, fitness }
    }

    /// The seed of the search.
    let seed: UInt64
    /// The number of evaluations in a generation.
    let size: Int
    /// The number of evaluations, including failed ones.
    package let evaluations: Int
    /// The number of failed evaluations.
    let failures: Int
    /// The improvements, in order.
    let improvements: [Improvement]

    private enum CodingKeys: String, CodingKey { case seed, size, evaluations, failures, improvements }

    /// Reads the course of a search.
    ///
    /// - Complexity: O(evaluations)
    init(seed: UInt64, _ evolution: Evolution) {
        self.seed = seed
        size = evolution.settings.size
        evaluations = evolution.evaluations
        var improvements: [Improvement] = []
        var failures = 0
        for birth in 0..<evolution.evaluations {
            guard let fitness = evolution.history.outcome(birth)?.fitness else {
                failures += 1
                continue
            }
            if fitness > improvements.last?.fitness ?? -.infinity {
                improvements.append(Improvement(evaluations: birth + 1, fitness: fitness))
            }
        }
        self.failures = failures
        self.improvements = improvements
    }

    /// The number of generations.
    var generations: Int { evaluations / size }

    /// The best fitness; nil if all evaluations failed.
    package var best: Double? { improvements.last?.fitness }

    /// Returns the best fitness of the first evaluations; nil if all of them failed.
    ///
    /// - Complexity: O(log improvements)
    package func best(after evaluations: Int) -> Double? {
        var (low, high) = (0, improvements.count)
        while low < high {
            let middle = (low + high) / 2
            if improvements[middle].evaluations <= evaluations { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? improvements[low - 1].fitness : nil
    }

    /// Returns the number of evaluations until a fitness was reached; nil if it never was.
    package func evaluations(untilReaching fitness: Double) -> Int? {
        improvements.first { $0.fitness >= fitness }?.evaluations
    }

    /// True if the numbers are possible for a run.
    var isSound: Bool {
        guard size > 0, size <= Self.maximum, evaluations >= 0, evaluations <= Self.maximum,
            (0...evaluations).contains(failures), improvements.count <= evaluations - failures
        else { return false }
        let areAscending = zip(improvements, improvements.dropFirst()).allSatisfy {
            $0.evaluations < $1.evaluations && $0.fitness < $1.fitness
        }
        return areAscending
            && improvements.allSatisfy { $0.fitness.isFinite && (1...evaluations).contains($0.evaluations) }
    }

    /// A limit greater than any count that a run reaches; sums over all runs still fit into an `Int`.
    private static let maximum = 1 << 40
}

/// A run that was stopped, to be continued.
package struct PausedRun: Codable, Equatable, Sendable {
    /// The seed of the search.
    let seed: UInt64
    /// The search.
    package let evolution: Evolution
    /// The measurements of its stopped generation that the memory does not keep; nil for none.
    package let unfinished: UnfinishedGeneration?

    private enum CodingKeys: String, CodingKey { case seed, evolution, unfinished }

    init(seed: UInt64, evolution: Evolution, unfinished: UnfinishedGeneration?) {
        self.seed = seed
        self.evolution = evolution
        self.unfinished = unfinished
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        seed = try container.decode(UInt64.self, forKey: .seed)
        var evolution = try container.decode(Evolution.self, forKey: .evolution)
        // Births that were under way when it was saved are not any more.
        evolution.askAgain()
        self.evolution = evolution
        unfinished = try container.decodeIfPresent(UnfinishedGeneration.self, forKey: .unfinished)
    }
}
