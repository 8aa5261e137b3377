import CommandLanguage
import Expressions
import Objectives

extension MaximizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(ObjectiveChoice(direction: .maximize, expression: expression))
    }
}

extension MinimizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(ObjectiveChoice(direction: .minimize, expression: expression))
    }
}

extension Session {
    fileprivate func seek(_ choice: ObjectiveChoice) throws(SessionError) -> Report {
        guard choice != state.objective else { return .said(choice.description) }
        state.objective = choice
        return .said(choice.description + dropPopulation())
    }
}

extension ObjectiveChoice {
    /// What is sought where data were loaded and nothing was said.
    static let accuracy = ObjectiveChoice(direction: .maximize, expression: Expression(name: "accuracy"))

    /// Whether nothing is to be trained: the expression reads no score and no fact of a network.
    var isOverGenesAlone: Bool { expression.names.isDisjoint(with: NetworkObjective.scoreNames) }
}
