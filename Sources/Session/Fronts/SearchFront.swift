import CommandLanguage
import Evolution
import Objectives
import SearchRunner

/// The Pareto front of a search with several objectives, as people see it.
struct SearchFront {
    let evolution: Evolution
    let objectives: [NamedObjective]

    /// The genomes of the front, the best in the first objective first: their numbers in `show front` are from 1.
    var points: [Front.Point] { evolution.front.points }

    /// The hypervolume of the front; nil while there is no finished generation with a feasible genome.
    ///
    /// - Complexity: that of `Hypervolume.volume`
    var hypervolume: Double? {
        HypervolumeScale(evolution).map { $0.hypervolume(of: points.map(\.values)) }
    }

    /// The label of the hypervolume: `hypervolume of accuracy and parameters`.
    var hypervolumeTitle: String { "hypervolume of " + objectives.map(\.name).joined(separator: " and ") }

    /// The hypervolume as the value that `compare` compares.
    ///
    /// - Throws: `.unusable` if no finished generation has a feasible genome.
    var comparedMeasure: ComparedMeasure {
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
    func hypervolumes(of fronts: [Front]) -> [Double?] {
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
    func number(of birth: Int) -> Int? { points.firstIndex { $0.id == birth }.map { $0 + 1 } }
}

extension Session {
    /// Returns the front of the current search.
    ///
    /// - Throws: `.unusable` if there is only one objective, or no genome on the front.
    func front(for command: String) throws(SessionError) -> SearchFront {
        let (evolution, objective) = try evolved()
        guard let front = SearchFront(evolution, objective) else { throw .oneObjective(command) }
        guard !front.points.isEmpty else { throw .emptyFront(isConstrained: evolution.criteria.isConstrained) }
        return front
    }

    /// Returns the front, even an empty one, if there are several objectives; nil with one objective.
    func severalObjectives() throws(SessionError) -> SearchFront? {
        let (evolution, objective) = try evolved()
        return SearchFront(evolution, objective)
    }

    /// Returns the organism with a number in `show front`.
    ///
    /// - Throws: `.unusable` if there is no front, or no such number.
    func organism(onFront number: Int, for command: String) throws(SessionError) -> Organism {
        let front = try front(for: command)
        guard number >= 1, number <= front.points.count else {
            throw .noFrontMember(number, of: front.points.count)
        }
        return front.evolution.history.organism(front.points[number - 1].id)
    }
}

extension SearchFront {
    /// Creates the front of a search; nil if it has a single objective.
    init?(_ evolution: Evolution, _ objective: ObjectiveChoice) {
        let objectives = objective.named
        guard evolution.criteria.objectives > 1, objectives.count == evolution.criteria.objectives else { return nil }
        self.init(evolution: evolution, objectives: objectives)
    }
}
