import CommandLanguage
import CommandParsing
import Expressions
import Messages
import Objectives
import Programs
import SearchRunner
import Session
import SessionState

extension Session {
    /// Returns an error in the objective, with a caret at its position.
    func mistake(_ error: ObjectiveError, in choice: ObjectiveChoice) -> SessionError {
        guard case .expression(let mistake) = error else { return .failed(error.description) }
        if let written = objectivePosition, written.choice == choice {
            for (objective, position) in zip(choice.objectives, written.positions) where written.positions.count > 1 {
                if let own = self.mistake(in: objective.expression, of: choice) {
                    return .mistake(position.diagnostic(own))
                }
            }
            return .mistake(written.positions[0].diagnostic(mistake))
        }
        // For a saved session only the text is known.
        guard choice.program == nil else {
            let before = "\(choice.direction.rawValue) output of '"
            return .mistake(TextPosition(of: choice.program?.command.text ?? "", behind: before).diagnostic(mistake))
        }
        for objective in choice.objectives {
            // The text may differ from the typed one, so the error is located again.
            guard let expression = try? ParsedExpression(parsing: "\(objective.expression)"),
                let own = self.mistake(in: expression, of: choice)
            else { continue }
            let position = TextPosition(of: "\(objective.expression)", behind: "\(objective.direction.rawValue) ")
            return .mistake(position.diagnostic(own))
        }
        let position = TextPosition(of: "\(choice.expression)", behind: "\(choice.direction.rawValue) ")
        return .mistake(position.diagnostic(mistake))
    }

    /// Returns the error in an objective whose names are those of the current genes; nil if there is none.
    private func mistake(in expression: ParsedExpression, of choice: ObjectiveChoice) -> ExpressionError? {
        do throws(ExpressionError) {
            _ = try CompiledExpression(
                compiling: expression,
                names: GeneSlots.names(
                    of: state.genes.genes,
                    choice.isOverGenesAlone(state.genes.genes)
                        ? [] : NetworkObjective.scoreNames(among: expression.names)))
            return nil
        } catch {
            return error
        }
    }
}
