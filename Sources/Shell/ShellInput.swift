import CommandLanguage
import CommandParsing
import Foundation
import Reports
import ResultCommands
import Scripts
import SearchReports
import Session
import SessionState
import Terminal

/// The lines that the user types.
extension Shell {
    /// Reads lines until the end. Piped lines end at the first error, typed ones do not.
    func readInput() async -> Int32 {
        let isTyped = window.isInteractive
        readsInput = true
        output.pages = isTyped
        isTypedTo = isTyped
        if isTyped { session.readPreferences() }
        let history = LineHistory(path: isTyped && options.keepsHistory ? LineHistory.standardPath() : nil)
        if isTyped { announceInterruptedSession() }
        let editor = makeEditor(history)
        var entered = EnteredLines()
        self.editor = isTyped ? editor : nil
        output.beforePaging = { editor.takeTypedAhead() }
        output.isInLesson = { [session] in session.isInLesson }
        let continued = Prompt("...")
        let advice = isTyped ? Advice(session: session, history: history) : nil
        while true {
            useAppearance(askingFor: isTyped ? editor : nil)
            if let problem = history.takeProblem() { output.write(.warning(problem)) }
            editor.suggests = session.preferences.suggestions
            editor.colors = session.preferences.colors
            if entered.text.isEmpty, !editor.hasPending, let line = advice?.line() { output.write(advice: line) }
            let prompt =
                entered.text.isEmpty
                ? Prompt(at: session.position, window.theme(of: window.typedStream)) : continued
            switch editor.readLine(prompt: prompt) {
            case .terminated: return Status.terminated
            case .interrupted:
                entered.text = ""
                editor.discardPending()
            case .endOfInput:
                guard !entered.text.isEmpty else { return Status.success }
                let status = await run(entered.text, firstLine: entered.firstLine, isTyped, history, isEnd: true)
                if !isTyped || status == nil { return status ?? Status.success }
                entered.text = ""
            case .unfinished(let block):
                _ = await run(block, firstLine: entered.count + 1, isTyped, history, isEnd: true)
                entered.count(block)
            case .line(let line):
                entered.add(line)
                let status = await run(entered.text, firstLine: entered.firstLine, isTyped, history, isEnd: false)
                switch status {
                case .some(Status.incomplete): continue
                case nil: return Status.success
                case .some(let status) where status != Status.success:
                    if interrupts.isTerminateRequested { return Status.terminated }
                    if isTyped, status == Status.interrupted { output.write(.message("stopped")) }
                    guard isTyped || options.keepsGoing && status != Status.interrupted else { return status }
                    if isTyped { editor.discardPending() } else { passOver(status) }
                default: break
                }
                entered.text = ""
            }
        }
    }

    private func announceInterruptedSession() {
        guard let interrupted = session.recovery?.announceInterrupted() else { return }
        output.write(
            .message(
                "an interrupted session: \(interrupted.title); `resume` continues it; later you find it in the list "
                    + "of `resume`"))
    }

    private func makeEditor(_ history: LineHistory) -> LineEditor {
        let session = session
        let completer = Completer(
            grammar: session.grammar, knownNames: { session.knownNames }, columns: session.columns(ofTableAt:),
            shownColumns: { session.columns(shownBy: $0) })
        return LineEditor(
            name: "ns", history: history, interrupts: interrupts, window: window,
            completion: { completer.completion($0, $1, after: $2) },
            coloring: { [window] in LineColors.ranges(of: $0, in: session, window.theme(of: window.typedStream)) },
            completeness: { Self.completeness(of: $0, session.grammar) })
    }

    /// The advice for a line with an open quote: a user with an accidental quote would wait in vain without it.
    static let openQuote = "the quote is still open: it continues on the next line; Ctrl-C drops it"

    /// Returns whether a typed text can be executed. A text with an error can: the error is then reported.
    private static func completeness(of text: String, _ grammar: Grammar) -> LineEditor.Completeness {
        let source = Source(name: "ns", text: text)
        let reading = Lexer.readOn(source)
        let parts = Parser(grammar, words: .mayBeShortened).blocks(of: reading.statements, source: source)
        guard reading.mistakes.isEmpty, parts.mistakes.isEmpty, reading.incomplete != nil || parts.incomplete != nil
        else { return .finished }
        return .unfinished(advice: reading.endsInQuote && !text.contains("\n") ? openQuote : nil)
    }
}

/// The lines that were entered so far.
private struct EnteredLines {
    /// The lines of the current command, if they are not edited as a block.
    var text = ""
    /// The number of the command's first line, from 1.
    private(set) var firstLine = 1
    /// The number of lines of all commands.
    private(set) var count = 0

    /// Adds a line, or several that were entered at once, to the current command.
    mutating func add(_ line: String) {
        if text.isEmpty { firstLine = count + 1 }
        count(line)
        text += text.isEmpty ? line : "\n" + line
    }

    /// Counts the lines of a command that was edited as a block.
    mutating func count(_ block: String) { count += block.count(where: \.isNewline) + 1 }
}
