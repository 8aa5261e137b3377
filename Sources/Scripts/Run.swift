package import CommandLanguage
import CommandParsing
import Foundation
package import Messages
package import Reports
import SearchPreparation
package import Session
package import SessionState

extension RunCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let found = session.locate(path)
        let script = try Script(path: found, grammar: session.grammar, isInterrupted: context.isInterrupted)
        let leaves = try await session.execute(script, arguments: arguments, path: found, context)
        return leaves ? .leave : .nothing
    }

    package var isOneCommand: Bool { false }
}

extension LetCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .assignment }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let value = try text(in: session)
        guard value.utf8.count <= Variables.longestValue else {
            throw .longValue(of: name, bytes: value.utf8.count, limit: Variables.longestValue)
        }
        session.state.variables.set(name, to: value)
        return .message("$\(name) = \(value)")
    }

    private func text(in session: Session) throws(SessionError) -> String {
        switch value {
        case .text(let text): return text
        case .expression(let expression):
            let (number, found) = try session.value(of: expression)
            guard number.isFinite else {
                throw .notFinite("\(expression)", found: found)
            }
            return Numbers.written(number)
        }
    }
}

extension PrintCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .printed(text)
    }
}

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

extension ClearCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .clearing }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension QuitCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .leave }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
