import CommandLanguage
import CommandParsing
import Foundation
import Reports

extension RunCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let found = session.locate(path)
        let script = try Script(path: found, grammar: session.grammar, isInterrupted: context.isInterrupted)
        let leaves = try await session.execute(script, arguments: arguments, path: found, context)
        return leaves ? .leave : .nothing
    }

    var isOneCommand: Bool { false }
}

extension LetCommand: Executable {
    var roleInExperiment: RoleInExperiment { .assignment }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
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
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .printed(text) }
}

extension ShellCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
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
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .clearing }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension QuitCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .leave }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension Session {
    /// Returns a path with `~/` replaced; a path in a script is first looked up in the script's folder.
    func locate(_ path: String) -> String {
        let expanded = Self.expanded(path)
        guard !expanded.hasPrefix("/"), let script = running.last?.path, script.contains("/") else { return expanded }
        let beside = script.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let candidate = "\(beside)/\(expanded)"
        return FileManager.default.fileExists(atPath: candidate) ? candidate : expanded
    }

    /// Returns the absolute path of a file to read.
    func absolute(_ path: String) -> String {
        URL(fileURLWithPath: locate(path)).standardizedFileURL.path(percentEncoded: false)
    }

    /// Returns a path with `~/` replaced by the home folder.
    static func expanded(_ path: String) -> String {
        path.hasPrefix("~/") || path == "~"
            ? UserFolders.home + path.dropFirst() : path
    }
}
