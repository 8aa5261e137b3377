import CommandLanguage
package import Evolution
import Messages
import Objectives
package import SearchRunner

/// The Pareto front of a search with several objectives, as people see it.
package struct SearchFront {
    package let evolution: Evolution
    package let objectives: [NamedObjective]

    /// The genomes of the front, the best in the first objective first: their numbers in `show front` are from 1.
    package var points: [Front.Point] { evolution.front.points }

    /// The hypervolume of the front; nil while there is no finished generation with a feasible genome.
    ///
    /// - Complexity: that of `Hypervolume.volume`
    package var hypervolume: Double? {
        HypervolumeScale(evolution).map { $0.hypervolume(of: points.map(\.values)) }
    }

    /// The label of the hypervolume: `hypervolume of accuracy and parameters`.
    package var hypervolumeTitle: String { "hypervolume of " + objectives.map(\.name).joined(separator: " and ") }

    /// The hypervolume as the value that `compare` compares.
    ///
    /// - Throws: `.unusable` if no finished generation has a feasible genome.
    package var comparedMeasure: ComparedMeasure {
        get throws(SessionError) {
            guard let scale = HypervolumeScale(evolution) else {
                throw .emptyFront(isConstrained: evolution.criteria.isConstrained)
            }
            return .hypervolume(scale)
        }
    }

    /// Returns the hypervolume of each of some fronts.
    ///
    /// - Parameter fronts: the front of each generation, each with what the one before has or what dominates that.
    /// - Complexity: that of `Hypervolume.volume` for each front that differs from the one before
    package func hypervolumes(of fronts: [Front]) -> [Double?] {
        guard let scale = HypervolumeScale(evolution) else { return fronts.map { _ in nil } }
        var growing = GrowingFront()
        return fronts.map { front in
            let known = Set(growing.front.points.map(\.id))
            for point in front.points where !known.contains(point.id) {
                growing.insert(point.id, ObjectiveVector(point.values), on: scale)
            }
            return growing.hypervolume(on: scale)
        }
    }

    /// Returns the number of a birth in `show front`; nil if it is not on the front.
    package func number(of birth: Int) -> Int? { points.firstIndex { $0.id == birth }.map { $0 + 1 } }
}

extension SearchFront {
    /// Creates the front of a search; nil if it has a single objective.
    package init?(_ evolution: Evolution, _ objective: ObjectiveChoice) {
        let objectives = objective.named
        guard evolution.criteria.objectives > 1, objectives.count == evolution.criteria.objectives else { return nil }
        self.init(evolution: evolution, objectives: objectives)
    }
}
