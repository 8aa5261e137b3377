import Evolution
import Objectives
import SearchRunner
import Statistics

/// The results of an experiment that conditions and variables read, each with the number of a way: `median2`, `p2`.
package struct ExperimentFacts {
    /// A result of one way.
    private enum Kind: String, CaseIterable {
        /// The median of the best values of its runs.
        case median
        /// The number of seeds in which it was better than the first way.
        case better
        /// The corrected p value of its comparison with the first way.
        case p
        /// Vargha and Delaney's A: the probability that one of its runs is better than one of the first way.
        case superiority
        /// The number of runs that reached the goal.
        case successes
    }

    private let experiment: Experiment

    package init(_ experiment: Experiment) { self.experiment = experiment }

    /// All names.
    package var names: [String] {
        experiment.ways.indices.flatMap { way in Kind.allCases.map { "\($0.rawValue)\(way + 1)" } }
    }

    /// Returns the names in a set with their values; nil for a value that does not exist.
    package func values(readBy wanted: Set<String>) -> [(name: String, value: Double?)] {
        guard names.contains(where: wanted.contains) else { return [] }
        let summary = ExperimentSummary(experiment)
        let oriented = experiment.objective.direction.oriented
        return summary.ways.enumerated().flatMap { index, way in
            Kind.allCases.map { kind in
                let value: Double? =
                    switch kind {
                    case .median: way.quantile(0.5).map(oriented)
                    case .better: way.comparison.map { Double($0.wins) }
                    case .p: way.comparison?.probability
                    case .superiority: way.comparison?.superiority
                    case .successes: way.time.map { Double($0.successes) }
                    }
                return ("\(kind.rawValue)\(index + 1)", value)
            }
        }
    }
}
