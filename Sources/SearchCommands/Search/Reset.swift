package import CommandLanguage
import Evolution
package import Messages
import Objectives
import Programs
package import Reports
package import Session
import SessionState

extension ResetCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard session.state.evolution != nil else {
            return .nothingToReset
        }
        session.state.dropEvolution()
        session.checkpoints.removeIdle()
        return .reset
    }
}
