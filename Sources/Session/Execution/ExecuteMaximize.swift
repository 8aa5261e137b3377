import CommandLanguage
import Datasets
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

    /// The same where numbers are to be learned.
    static let r2 = ObjectiveChoice(direction: .maximize, expression: Expression(name: "r2"))

    /// What is sought where nobody chose anything.
    static let usuals = [accuracy, r2]

    /// What is sought of data where nothing was said.
    static func usual(for targets: Targets) -> ObjectiveChoice {
        if case .values = targets { r2 } else { accuracy }
    }

    /// Whether nothing is to be trained: the expression reads no score and no fact of a network.
    var isOverGenesAlone: Bool { expression.names.isDisjoint(with: NetworkObjective.scoreNames) }
}
