public import CommandLanguage
public import CommandParsing
import FileWriting
import Foundation
import Reports
import Teaching

/// A running script, for messages and for finding files beside it.
struct RunningScript {
    let path: String
    /// The line that is being executed.
    var line = 1
    let recorded: RecordedFacts
    /// The lesson whose questions it asks; nil for any other script.
    var lesson: String?
    /// The number of questions asked.
    var questions = 0
    /// The guesses so far, which count only if the script succeeds.
    var guesses: [KeptAnswer] = []

    /// The current position: `tune.ns:3`.
    var position: String { "\(path):\(line)" }
}

/// A whole script, checked before its first command runs.
public struct Script: Sendable {
    /// The maximum depth of scripts that run one another.
    static let deepest = 16

    /// The text with its name.
    public let source: Source
    let blocks: [Block]
    let recorded: RecordedFacts

    /// Parses a text as a script. A script with mistakes does not run; all of them are reported together, in order.
    ///
    /// - Throws: `.script` with all diagnostics if the text has mistakes.
    public init(_ source: Source, grammar: Grammar) throws(SessionError) {
        let parser = Parser(grammar, words: .full)
        let reading = Lexer.readOn(source)
        let parts = parser.blocks(of: reading.statements, source: source)
        // A text that ends within a quote ends within the block around it, too.
        var mistakes = reading.mistakes + parts.mistakes
        if let incomplete = reading.incomplete ?? parts.incomplete { mistakes.append(incomplete) }
        for statement in reading.statements where mistakes.count < Self.maximumMistakes {
            do {
                if statement.hasVariables {
                    try parser.checkFirstWord(of: statement, source: source)
                } else {
                    let parsed = try parser.parse(statement, of: source, variables: Variables())
                    if let nested = (parsed.command as? WayCommand)?.command { _ = try parser.parse(nested) }
                }
            } catch {
                // Mistakes after `end` and `else` were already found with the blocks.
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

    /// The maximum number of mistakes reported: a text with more is probably not a script.
    private static let maximumMistakes = 100

    /// Reads and parses a file, or a pipe such as `<(…)` of bash, as a script.
    ///
    /// - Parameter isInterrupted: Returns true if the user does not want to wait for a script from a pipe any longer.
    /// - Throws: `.failed` if it cannot be read or is not text in UTF-8; `.script` if it is malformed; `.interrupted`.
    public init(
        path: String, grammar: Grammar, isInterrupted: () -> Bool = { false }
    ) throws(SessionError) {
        let data: Data
        do {
            data = try InputFile.script(at: path, isStopped: isInterrupted)
        } catch {
            throw error.isMissing ? .noScript(path) : .unreadableScript(path, reason: error.reason)
        }
        guard !isInterrupted() else { throw .interrupted }
        guard let text = String(data: data, encoding: .utf8), !text.utf8.contains(0) else {
            throw .scriptNotText(path)
        }
        try self.init(Source(name: path, text: text), grammar: grammar)
    }
}

extension Session {
    /// Executes the commands of a script in order, and passes each report to the context.
    ///
    /// - Returns: True if a command asked to leave the shell.
    /// - Throws: `.script` with the command that failed, while the effects of earlier commands remain; `.unusable` if
    ///   scripts run in a circle or nest too deeply.
    public func execute(
        _ script: Script, arguments: [String], path: String?, _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        let name = path ?? script.source.name
        if let path, let index = running.firstIndex(where: { $0.path == path }) {
            let cycle = running[index...].map(\.path) + [path]
            throw .scriptCycle(cycle)
        }
        guard running.count < Script.deepest else {
            throw .scriptsTooDeep
        }
        if let warning = script.recorded.warning(of: name) { context.report(.warning(warning)) }
        let outer = state.variables.arguments
        running.append(RunningScript(path: name, recorded: script.recorded))
        // Variables that the script sets remain; its arguments do not.
        state.variables = state.variables.with(arguments: arguments)
        defer {
            running.removeLast()
            state.variables = state.variables.with(arguments: outer)
        }
        let guesses = state.teaching?.guesses.count ?? 0
        do throws(SessionError) {
            let leaves = try await execute(script.blocks, of: script.source, words: .full, context)
            keepGuesses(context)
            return leaves
        } catch {
            // Whoever runs the corrected script guesses for the first time.
            let failed = (state.teaching?.guesses.count ?? 0) - guesses
            if failed > 0 { state.teaching?.guesses.removeLast(failed) }
            throw error
        }
    }

    /// Keeps the guesses of the script that ends now, or passes them to the script that ran it.
    private func keepGuesses(_ context: ExecutionContext) {
        guard let script = running.last else { return }
        if running.count > 1, running[running.count - 2].lesson == nil {
            running[running.count - 2].guesses += script.guesses
        } else {
            for guess in script.guesses { keep(guess, context) }
        }
    }
}
