package import CommandLanguage
package import Messages
package import Reports
package import Session

extension ShellCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let run = context.runShell else { return .shell(line) }
        let status = run(line)
        session.lastStatus = status
        // A person sees what happened.
        let isTyped = context.ask != nil && session.running.isEmpty
        guard status == 0 || allowsFailure || isTyped else {
            throw .exited(line, status: status)
        }
        return .nothing
    }
}
