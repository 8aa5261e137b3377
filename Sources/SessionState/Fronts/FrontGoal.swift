package import CommandLanguage
package import Evolution
package import Messages
import Objectives
package import SearchRunner
import Suggestions

/// A goal that ends `evolve`.
package enum SearchGoal: Hashable {
    /// A point: a value for each objective; higher is better. One genome must be at least as good in all of them.
    case point([Double])
    /// A hypervolume of the front.
    case hypervolume(Double)

    /// The name of the hypervolume in a goal.
    static let hypervolume = "hypervolume"

    /// Creates the goal with some values for some objectives, in their order unless they are named.
    ///
    /// - Throws: `.unusable` if the values do not fit the objectives.
    package init(_ values: [GoalValue], _ objectives: [NamedObjective]) throws(SessionError) {
        let names = objectives.map(\.name)
        if values.count == 1, values[0].name == Self.hypervolume, !names.contains(Self.hypervolume) {
            guard objectives.count > 1 else { throw .oneObjective("goal hypervolume") }
            self = .hypervolume(values[0].value)
            return
        }
        var point = [Double?](repeating: nil, count: objectives.count)
        for (position, goal) in values.enumerated() {
            var index = position
            if let name = goal.name {
                guard let named = names.firstIndex(of: name) else {
                    let known = names + (objectives.count > 1 ? [Self.hypervolume] : [])
                    throw .noSuchObjective(name, among: names, nearest: Suggestion.nearest(to: name, among: known))
                }
                index = named
            }
            guard index < objectives.count else { throw .wrongGoal(values.count, objectives) }
            guard point[index] == nil else { throw .repeatedGoal(names[index]) }
            point[index] = objectives[index].direction.oriented(goal.value)
        }
        let complete = point.compactMap { $0 }
        guard complete.count == objectives.count else { throw .wrongGoal(values.count, objectives) }
        self = .point(complete)
    }

    /// Returns true if a search has reached the goal.
    ///
    /// - Complexity: O(genomes on the front × objectives); for a hypervolume, that of `Hypervolume.volume`
    package func isReached(by evolution: Evolution, _ objectives: [NamedObjective]) -> Bool {
        switch self {
        case .hypervolume(let volume):
            return (SearchFront(evolution: evolution, objectives: objectives).hypervolume ?? 0) >= volume
        case .point(let point):
            if objectives.count == 1 {
                guard let fittest = evolution.fittest?.outcome, fittest.isFeasible, let best = fittest.fitness else {
                    return false
                }
                return best >= point[0]
            }
            return evolution.front.points.contains { zip($0.values, point).allSatisfy { $0 >= $1 } }
        }
    }
}
