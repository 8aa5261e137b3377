import Reports
package import SearchRunner
import Suggestions

// The errors about several objectives and their front.

extension SessionError {
    package static func oneObjective(_ command: String) -> SessionError {
        .unusable(
            "`\(command)` needs several objectives, such as `maximize accuracy and minimize parameters`; "
                + "`show fittest` shows the best genome of one objective")
    }

    /// - Parameter isConstrained: True if conditions are known only after an evaluation.
    package static func emptyFront(isConstrained: Bool) -> SessionError {
        .unusable(
            isConstrained
                ? "the front is empty: no evaluated genome meets all conditions of `require`"
                : "the front is empty: all evaluations failed")
    }

    package static func noFrontMember(_ number: Int, of count: Int) -> SessionError {
        .missing(
            "the front has no genome \(number); it has \(Numbers.counted(count, "genome"))", try: "show front")
    }

    package static var noStatisticsOfFront: SessionError {
        .unusable("with several objectives, `plot` shows the hypervolume; leave out `max only` and `discrete`")
    }

    // MARK: - Goals

    package static func noSuchObjective(_ name: String, among names: [String], nearest: String?) -> SessionError {
        .unusable(
            "the goal's \"\(name)\" is not an objective; the objectives are \(names.joined(separator: ", "))"
                + suggestion(nearest))
    }

    package static func noDrawnObjective(_ name: String, among names: [String]) -> SessionError {
        .unusable(
            "\"\(name)\" is not an objective; "
                + (names.count == 1
                    ? "the objective is \(names[0])" : "the objectives are \(names.joined(separator: ", "))")
                + suggestion(Suggestion.nearest(to: name, among: names)))
    }

    package static func repeatedGoal(_ name: String) -> SessionError {
        .unusable("the goal has two values for \(name)")
    }

    package static func wrongGoal(_ values: Int, _ objectives: [NamedObjective]) -> SessionError {
        let example = objectives.map { "\($0.name) X" }.joined(separator: " and ")
        return .unusable(
            "the goal has \(Numbers.counted(values, "value")), but there "
                + (objectives.count == 1 ? "is 1 objective" : "are \(objectives.count) objectives")
                + "; write `goal \(objectives.count == 1 ? "X" : example)`")
    }
}
