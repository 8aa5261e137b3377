package import CommandLanguage
package import Messages
package import Reports
package import Session
import SessionState

extension GeneCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var change = GeneChange(session)
        let text =
            switch action {
            case .set(let pattern, let values, let condition):
                try change.set(
                    pattern, to: values, written: written, in: try values.domain(of: "gene \(pattern)"),
                    when: condition, isInterrupted: context.isInterrupted)
            case .setOrder(let pattern, let values, let condition):
                try change.set(
                    pattern, to: values, written: written, in: try values.order(of: "gene \(pattern)"),
                    when: condition, isInterrupted: context.isInterrupted)
            case .remove(let pattern): try change.remove(pattern)
            }
        return .message(text + (try change.apply()))
    }
}
