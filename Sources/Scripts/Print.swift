package import CommandLanguage
import CommandParsing
import Foundation
package import Messages
package import Reports
import SearchPreparation
package import Session
import SessionState

extension PrintCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .printed(text)
    }
}
