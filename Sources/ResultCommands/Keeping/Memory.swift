package import CommandLanguage
import Expressions
import Memory
package import Messages
import Networks
import Objectives
import Programs
package import Reports
import Scripts
package import Session
import SessionState

extension MemoryCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .memory(session.memory.facts)
    }
}
