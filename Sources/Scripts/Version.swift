package import CommandLanguage
import HelpPages
package import Messages
package import Reports
package import Session
import SessionState

extension VersionCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .printed("ns \(Version.number), \(RecordedFacts.numbersHere)")
    }
}
