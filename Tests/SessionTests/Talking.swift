import CommandLanguage
import CommandParsing
import Commands
import Memory
import Messages
import Reports
import Scripts
import SearchPreparation
import Session
import SessionState
import Time

/// A session for tests, used as at the prompt.
struct Talking {
    let session: Session

    init(session: Session) { self.session = session }

    init(
        workers: Int? = 2, memory: ScoreMemory = ScoreMemory(), recovery: Recovery? = nil, reader: String? = nil,
        time: TimeSource = .machine, checkpoints: String = UserFolders.checkpoints
    ) {
        session = Session(
            commands: Commands.table(), processors: 2, workers: workers, memory: memory, recovery: recovery,
            reader: reader, time: time,
            checkpoints: checkpoints)
    }

    /// Executes commands and returns their reports.
    ///
    /// - Parameters:
    ///   - answer: The user's answer to each question; nil if there is no user.
    ///   - progress: Called with the progress of long work.
    /// - Throws: The error of the first command that fails.
    @discardableResult
    func say(
        _ text: String, answer: String? = nil, isInterrupted: @escaping () -> Bool = { false },
        progress: @escaping (WorkProgress) -> Void = { _ in }
    ) async throws -> [Report] {
        let source = Source(name: "test.ns", text: text)
        guard case .statements(let statements) = try Lexer.read(source) else { return [] }
        var reports: [Report] = []
        let context = ExecutionContext(isInterrupted: isInterrupted, ask: answer.map { answer in { _ in answer } }) {
            switch $0 {
            case .report(let report): reports.append(report)
            case .progress(let state): progress(state)
            default: break
            }
        }
        let parser = Parser(session.commands, words: .full)
        for block in parser.blocks(of: statements, source: source).blocks {
            if case .command(let statement) = block {
                let parsed = try parser.parse(statement, of: source, variables: session.variables(of: statement))
                reports.append(try await session.execute(parsed, context))
            } else {
                _ = try await session.execute([block], of: source, words: .full, context)
            }
        }
        return reports
    }

    /// Returns the error of some commands; nil if they succeed.
    func error(_ text: String) async -> String? {
        do {
            try await say(text)
            return nil
        } catch let error as SessionError {
            return ([error.description] + error.notes).joined(separator: "\n")
        } catch let diagnostic as Diagnostic {
            return diagnostic.summary
        } catch {
            return "\(error)"
        }
    }

    /// Returns the table that a command shows, as text.
    func table(_ text: String) async throws -> [[String]] {
        for report in try await say(text) {
            if case .table(let report) = report { return report.table.rows }
        }
        return []
    }
}
