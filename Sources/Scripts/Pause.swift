package import CommandLanguage
package import Messages
package import Reports
package import Session

extension PauseCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .pause(text)
    }
}
