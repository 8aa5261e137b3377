package import CommandLanguage
package import Messages
package import Reports
package import Session

extension PrintCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .printed(text)
    }
}
