import CommandLanguage
import Foundation
import Reports
import Session
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
        let session = session
        if isTyped, let interrupted = session.recovery?.announceInterrupted() {
            output.write(
                .message(
                    "an interrupted session: \(interrupted.title); `resume` continues it; later you find it in the list "
                        + "of `resume`"))
        }
        let completer = Completer(
            grammar: session.grammar, knownNames: { session.knownNames }, columns: session.columns(ofTableAt:),
            shownColumns: { session.columns(shownBy: $0) })
        let editor = LineEditor(
            name: "ns", history: history, interrupts: interrupts, window: window,
            completion: { completer.completion($0, $1, after: $2) },
            coloring: { [window] in LineColors.ranges(of: $0, in: session, window.theme(of: window.typedStream)) },
            completeness: { Self.completeness(of: $0, session.grammar) })
        /// The lines of the command entered so far, if they are not edited as a block.
        var text = ""
        self.editor = isTyped ? editor : nil
        output.beforePaging = { editor.takeTypedAhead() }
        output.isInLesson = { session.isInLesson }
        let continued = Prompt("...")
        let advice = isTyped ? Advice(session: session, history: history) : nil
        var number = 0
        var firstLine = 1
        while true {
            useAppearance(askingFor: isTyped ? editor : nil)
            if let problem = history.takeProblem() { output.write(.warning(problem)) }
            editor.suggests = session.preferences.suggestions
            editor.colors = session.preferences.colors
            if text.isEmpty, !editor.hasPending, let line = advice?.line() { output.write(advice: line) }
            switch editor.readLine(
                prompt: text.isEmpty ? Prompt(at: session.position, window.theme(of: window.typedStream)) : continued)
            {
            case .terminated: return Status.terminated
            case .interrupted:
                text = ""
                editor.discardPending()
            case .endOfInput:
                guard !text.isEmpty else { return Status.success }
                let status = await run(text, firstLine: firstLine, isTyped, history, isEnd: true)
                if !isTyped || status == nil { return status ?? Status.success }
                text = ""
            case .unfinished(let block):
                _ = await run(block, firstLine: number + 1, isTyped, history, isEnd: true)
                number += block.count(where: \.isNewline) + 1
            case .line(let line):
                if text.isEmpty { firstLine = number + 1 }
                number += line.count(where: \.isNewline) + 1
                text += text.isEmpty ? line : "\n" + line
                let status = await run(text, firstLine: firstLine, isTyped, history, isEnd: false)
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
                text = ""
            }
        }
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
