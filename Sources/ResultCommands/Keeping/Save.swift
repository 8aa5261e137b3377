package import CommandLanguage
import Memory
package import Messages
import Networks
import Objectives
package import Reports
import SearchCommands
import SearchRunner
package import Session
import SessionState

extension SaveCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let path = Session.expanded(path)
        if case .network = content { return try session.saveNetwork(to: path, replaces: replaces, context) }
        try session.permit(path, replaces: replaces, context)
        try session.saveSession(to: path, context)
        return .written(path: path, what: "session")
    }
}

extension Session {
    /// Writes the session to a file on a separate thread, so that Ctrl-C is noticed: that of millions of births takes
    /// seconds.
    ///
    /// - Throws: `.interrupted` on Ctrl-C, `.failed` if it cannot be written; an existing file is then unchanged.
    fileprivate func saveSession(to path: String, _ context: ExecutionContext) throws(SessionError) {
        let (state, memory) = (state, memory)
        let cancellation = Cancellation()
        let writer = Workers<Result<Void, SessionError>>(count: 1)
        defer { writer.finish() }
        writer.submit(number: 0, cost: 1) { _ in
            do {
                let saved = try SessionFile.saved(state, evaluations: memory.unsaved) { cancellation.isCancelled }
                try memory.signed(saved).write(to: path)
                return .success(())
            } catch {
                guard !cancellation.isCancelled else { return .failure(.interrupted) }
                return .failure(error as? SessionError ?? .failed("\(error)"))
            }
        }
        while true {
            if let (_, result) = writer.next(within: .milliseconds(100)) { return try result.get() }
            if context.isInterrupted() { cancellation.cancel() }
        }
    }
}
