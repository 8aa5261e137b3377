public import CommandLanguage
import Foundation

/// A script that is running, for messages and for finding what lies beside it.
struct RunningScript {
    let path: String
    /// The line that is executed.
    var line = 1
    let recorded: RecordedFacts

    /// `tune.ns:3`
    var place: String { "\(path):\(line)" }
}

/// A whole script, checked before its first command runs.
public struct Script: Sendable {
    /// The most scripts that may run one another.
    static let deepest = 16

    /// The text with its name.
    public let source: Source
    let blocks: [Block]
    let recorded: RecordedFacts

    /// Reads a text as a script: all its mistakes are told at once, the first one first, and then nothing of it runs.
    ///
    /// - Throws: `.script` with all diagnostics.
    public init(_ source: Source, grammar: Grammar) throws(SessionError) {
        let parser = Parser(grammar, words: .full)
        let reading = Lexer.readOn(source)
        let parts = parser.blocks(of: reading.statements, source: source)
        // A text that ends within a quote ends within the block around it, too.
        var mistakes = reading.mistakes + parts.mistakes
        if let incomplete = reading.incomplete ?? parts.incomplete { mistakes.append(incomplete) }
        for statement in reading.statements where mistakes.count < Self.mostMistakes {
            do {
                if statement.hasVariables {
                    try parser.checkFirstWord(of: statement, source: source)
                } else {
                    _ = try parser.parse(statement, of: source, variables: Variables())
                }
            } catch {
                // What stands behind `end` and `else` was told with the blocks.
                if !mistakes.contains(where: { $0.range.overlaps(statement.range) }) { mistakes.append(error) }
            }
        }
        guard mistakes.isEmpty else {
            mistakes.sort { $0.range.lowerBound < $1.range.lowerBound }
            throw .script(ScriptFailure(cause: .malformed(mistakes), reachedThrough: []))
        }
        self.source = source
        blocks = parts.blocks
        recorded = RecordedFacts(source)
    }

    /// The mistakes after which a text is no script that a person would mend one by one.
    private static let mostMistakes = 100

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
        guard let text = String(data: data, encoding: .utf8), !text.utf8.contains(0) else {
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
            let what = cycle.count == 2 ? "the script runs itself" : "the scripts run in a circle"
            throw .unusable("\(what): \(cycle.joined(separator: " → "))")
        }
        guard running.count < Script.deepest else {
            throw .unusable("scripts nest at most \(Script.deepest) deep")
        }
        if let warning = script.recorded.warning(of: name) { context.report(.warned(warning)) }
        let outer = state.variables.arguments
        running.append(RunningScript(path: name, recorded: script.recorded))
        // What the script sets stays set; its arguments are its own.
        state.variables = state.variables.with(arguments: arguments)
        defer {
            running.removeLast()
            state.variables = state.variables.with(arguments: outer)
        }
        return try await execute(script.blocks, of: script.source, words: .full, context)
    }
}
