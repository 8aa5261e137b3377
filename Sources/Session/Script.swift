import CommandLanguage
public import CommandParsing
import FileWriting
import Foundation
public import Messages
import Reports
package import Teaching

/// A running script, for messages and for finding files beside it.
package struct RunningScript {
    package let path: String
    /// The line that is being executed.
    package var line = 1
    package let recorded: RecordedFacts
    /// The lesson whose questions it asks; nil for any other script.
    package var lesson: String?
    /// The number of questions asked.
    package var questions = 0
    /// The guesses so far, which count only if the script succeeds.
    package var guesses: [KeptAnswer] = []

    package init(
        path: String, line: Int = 1, recorded: RecordedFacts, lesson: String? = nil, questions: Int = 0,
        guesses: [KeptAnswer] = []
    ) {
        self.path = path
        self.line = line
        self.recorded = recorded
        self.lesson = lesson
        self.questions = questions
        self.guesses = guesses
    }

    /// The current position: `tune.ns:3`.
    package var position: String { "\(path):\(line)" }
}

/// A whole script, checked before its first command runs.
public struct Script: Sendable {
    /// The maximum depth of scripts that run one another.
    package static let deepest = 16

    /// The text with its name.
    public let source: Source
    package let blocks: [Block]
    package let recorded: RecordedFacts

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
