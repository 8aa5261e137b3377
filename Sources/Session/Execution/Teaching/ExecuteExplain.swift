import CommandLanguage
import Reports

extension ExplainCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var teaching = session.state.teaching ?? Teaching()
        if let isOn {
            teaching.explains = isOn
            session.state.teaching = teaching
        }
        return .message("explain \(teaching.explains ? "on" : "off")")
    }
}
