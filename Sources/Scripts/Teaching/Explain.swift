package import CommandLanguage
package import Messages
package import Reports
package import Session
import SessionState

extension ExplainCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var teaching = session.state.teaching ?? Teaching()
        if let isOn {
            teaching.explains = isOn
            session.state.teaching = teaching
        }
        return .message("explain \(teaching.explains ? "on" : "off")")
    }
}
