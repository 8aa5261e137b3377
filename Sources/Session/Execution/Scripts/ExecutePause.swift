import CommandLanguage
import Reports

extension PauseCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .pause(text) }
}
