import CommandLanguage
import Foundation

extension RunCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let found = session.locate(path)
        let script = try Script(path: found, grammar: session.grammar)
        let leaves = try await session.execute(script, arguments: arguments, path: found, context)
        return leaves ? .leave : .nothing
    }

    var isOneCommand: Bool { false }
}

extension LetCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard value.utf8.count <= Variables.longestValue else {
            throw .unusable(
                "the value of $\(name) is too long: \(Numbers.bytes(value.utf8.count)), the limit is "
                    + "\(Numbers.bytes(Variables.longestValue)); use a file for data of this size")
        }
        session.state.variables.set(name, to: value)
        return .said("$\(name) = \(value)")
    }
}

extension PrintCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .printed(text) }
}

extension ShellCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report { .shell(line) }
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
