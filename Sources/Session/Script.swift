public import CommandLanguage
import Foundation

/// A script that is running, for messages and for finding what lies beside it.
struct RunningScript {
    let path: String
    let variables: Variables
}

/// A whole script, checked before its first command runs.
public struct Script: Sendable {
    /// The most scripts that may run one another.
    static let deepest = 16

    /// The text with its name.
    public let source: Source
    let statements: [Statement]

    /// Reads a text as a script: all its mistakes are told at once, and then nothing of it runs.
    ///
    /// - Throws: `.script` with all diagnostics.
    public init(_ source: Source, grammar: Grammar) throws(SessionError) {
        var diagnostics: [Diagnostic] = []
        var statements: [Statement] = []
        do {
            switch try Lexer.read(source) {
            case .statements(let read): statements = read
            case .incomplete(let diagnostic): diagnostics.append(diagnostic)
            }
        } catch {
            diagnostics.append(error)
        }
        let parser = Parser(grammar, words: .full)
        for statement in statements {
            do {
                if statement.hasVariables {
                    try parser.checkFirstWord(of: statement, source: source)
                } else {
                    _ = try parser.parse(statement, of: source, variables: Variables())
                }
            } catch {
                diagnostics.append(error)
            }
        }
        guard diagnostics.isEmpty else {
            throw .script(ScriptFailure(cause: .malformed(diagnostics), reachedThrough: []))
        }
        self.source = source
        self.statements = statements
    }

    /// Reads a file as a script.
    ///
    /// - Throws: `.failed` where it cannot be read or is no text; `.script` where it is malformed.
    public init(path: String, grammar: Grammar) throws(SessionError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            throw .failed(
                exists
                    ? "\(path) \(isFolder.boolValue ? "is a folder" : "cannot be read"), expected a script"
                    : "there is no file \(path)")
        }
        guard let text = String(data: data, encoding: .utf8), !text.contains("\0") else {
            throw .failed("\(path) is no script: expected text in UTF-8, found other bytes")
        }
        try self.init(Source(name: path, text: text), grammar: grammar)
    }
}

extension Session {
    /// Executes a script's commands in order; each one's report goes to the context.
    ///
    /// - Returns: whether a command asked to leave the shell.
    /// - Throws: `.script` with the command that failed; those before it stand.
    public func execute(
        _ script: Script, arguments: [String], path: String?, _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        let name = path ?? script.source.name
        if let path, let place = running.firstIndex(where: { $0.path == path }) {
            let cycle = running[place...].map(\.path) + [path]
            throw .unusable("the script runs itself: \(cycle.joined(separator: " → "))")
        }
        guard running.count < Script.deepest else {
            throw .unusable("scripts nest at most \(Script.deepest) deep")
        }
        let outer = state.variables
        running.append(RunningScript(path: name, variables: outer))
        var variables = Variables(arguments: arguments)
        for (name, value) in outer.values { variables.set(name, to: value) }
        state.variables = variables
        defer {
            running.removeLast()
            var restored = Variables(arguments: outer.arguments)
            for (name, value) in state.variables.values { restored.set(name, to: value) }
            state.variables = restored
        }
        let parser = Parser(grammar, words: .full)
        for statement in script.statements {
            if context.isInterrupted() {
                throw .script(ScriptFailure(cause: .interrupted, reachedThrough: []))
            }
            do {
                let parsed = try parser.parse(statement, of: script.source, variables: state.variables)
                let report = try await execute(parsed.command, context)
                if case .leave = report { return true }
                context.report(report)
            } catch let error as SessionError {
                throw Self.placed(error, statement, script.source)
            } catch let diagnostic as Diagnostic {
                throw .script(ScriptFailure(cause: .failed(diagnostic), reachedThrough: []))
            } catch {
                throw .failed("\(error)")
            }
        }
        return false
    }

    /// An error with the place of the command that it befell, or with one more step of the way that led to it.
    private static func placed(_ error: SessionError, _ statement: Statement, _ source: Source) -> SessionError {
        let line = source.position(of: statement.range.lowerBound).line
        switch error {
        case .script(let failure):
            return .script(
                ScriptFailure(
                    cause: failure.cause, reachedThrough: failure.reachedThrough + ["\(source.name):\(line)"]))
        case .interrupted:
            return .script(ScriptFailure(cause: .interrupted, reachedThrough: []))
        default:
            let diagnostic = Diagnostic(error.description, at: statement.range, of: source)
            return .script(ScriptFailure(cause: .failed(diagnostic), reachedThrough: []))
        }
    }
}
