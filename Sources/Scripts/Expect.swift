package import CommandLanguage
import CommandParsing
package import Messages
package import Reports
import SearchPreparation
package import Session

extension ExpectCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        switch expectation {
        case .holds(let condition):
            let (holds, found) = try session.check(condition)
            guard holds else { throw .expectation(condition: "\(condition)", found: found) }
        case .failure(let text, let command):
            let message = try await session.failure(of: command, context)
            guard let message else {
                throw .expectation(
                    condition: "an error that contains \"\(text)\"", found: "no error: the command succeeded")
            }
            guard message.contains(text) else {
                throw .expectation(
                    condition: "an error that contains \"\(text)\"", found: "the error: \(message)")
            }
        }
        return .nothing
    }
}

extension Session {
    /// Returns the error message of a command; nil if it succeeds.
    fileprivate func failure(
        of nested: NestedCommand, _ context: ExecutionContext
    ) async throws(SessionError) -> String? {
        let parsed: ParsedExecutable
        do { parsed = try Parser(commands, words: .full).parse(nested) } catch { return error.summary }
        let quiet = context.unattended { if case .progress = $0 { true } else { false } }
        do throws(SessionError) {
            _ = try await execute(try parsed.executable(), quiet)
            return nil
        } catch {
            if case .interrupted = error { throw error }
            return error.description
        }
    }
}
