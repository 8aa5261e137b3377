package import CommandLanguage
package import Messages
import Objectives
package import Reports
package import Session

extension MinimizeCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(objective, .minimize, position, further)
    }
}
