package import CommandLanguage
package import Messages
package import Reports
package import Session

extension RunCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let found = session.locate(path)
        let script = try Script(path: found, grammar: session.grammar, isInterrupted: context.isInterrupted)
        let leaves = try await session.execute(script, arguments: arguments, path: found, context)
        return leaves ? .leave : .nothing
    }

    package var isOneCommand: Bool { false }
}
