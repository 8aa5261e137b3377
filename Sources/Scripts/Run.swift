package import CommandLanguage
import CommandParsing
import Foundation
package import Messages
package import Reports
import SearchPreparation
package import Session
import SessionState

extension RunCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let found = session.locate(path)
        let script = try Script(path: found, grammar: session.grammar, isInterrupted: context.isInterrupted)
        let leaves = try await session.execute(script, arguments: arguments, path: found, context)
        return leaves ? .leave : .nothing
    }

    package var isOneCommand: Bool { false }
}
