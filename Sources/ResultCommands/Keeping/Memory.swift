package import CommandLanguage
import Memory
package import Messages
package import Reports
package import Session

extension MemoryCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .memory(session.memory.facts)
    }
}
