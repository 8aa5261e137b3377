package import CommandLanguage
import CommandParsing
package import Messages
package import Reports
import SearchPreparation
package import Session
import SessionState

extension LetCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .assignment }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let value = try text(in: session)
        guard value.utf8.count <= Variables.longestValue else {
            throw .longValue(of: name, bytes: value.utf8.count, limit: Variables.longestValue)
        }
        session.state.variables.set(name, to: value)
        return .message("$\(name) = \(value)")
    }

    private func text(in session: Session) throws(SessionError) -> String {
        switch value {
        case .text(let text): return text
        case .expression(let expression):
            let (number, found) = try session.value(of: expression)
            guard number.isFinite else {
                throw .notFinite("\(expression)", found: found)
            }
            return Numbers.written(number)
        }
    }
}
