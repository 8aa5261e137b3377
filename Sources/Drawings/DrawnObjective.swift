import Evolution
import Messages
import Objectives
import SearchRunner

extension Drawing {
    /// Creates a drawing of one of several objectives.
    ///
    /// - Parameter name: The objective, as it was written; nil for the first.
    /// - Throws: `.unusable` if no objective has this name.
    init(_ evolution: Evolution, _ choice: ObjectiveChoice, of name: String?) throws(SessionError) {
        let objectives = choice.named
        let names = objectives.map(\.name)
        guard let index = name.map({ names.firstIndex(of: $0) }) ?? 0, index < objectives.count else {
            throw .noDrawnObjective(name ?? "", among: names)
        }
        let isSeveral = objectives.count > 1
        self.init(
            evolution: evolution, what: isSeveral ? objectives[index].title : choice.title,
            direction: objectives[index].direction, objective: index)
    }
}
