package import CommandLanguage
package import Messages
package import Reports
package import Session
package import SessionState

extension QuitCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .leave }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
