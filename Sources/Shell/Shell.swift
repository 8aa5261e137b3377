import CommandLanguage
import CommandParsing
import Commands
import FileWriting
import Foundation
import Memory
import Messages
import Reports
import Scripts
import SearchPreparation
import Session
import SessionState
import Terminal

/// The shell, which reads commands, executes them in a session, and shows their reports.
public final class Shell {
    /// The exit statuses of the process.
    enum Status {
        static let success: Int32 = 0
        static let failure: Int32 = 1
        static let malformed: Int32 = 2
        static let interrupted: Int32 = 130
        static let terminated: Int32 = 143
    }

    let options: ShellOptions
    let session: Session
    let window: TerminalWindow
    let output: Output
    let interrupts = Interrupts()
    let display: WorkDisplay
    /// The status of the first failure that `--keep-going` passed over.
    private var passedOver = Status.success
    /// The line editor, if a person types commands.
    var editor: LineEditor?
    /// True if Ctrl-C was pressed during a pause.
    var isPauseInterrupted = false
    /// True if a person types commands: the session is then kept for `resume`.
    var isTypedTo = false
    /// True if commands come from standard input, which numbers them as they are read.
    var readsInput = false
    /// The terminal's background, once it was asked for.
    var background: TerminalBackground?
    /// The session's number of chosen themes when the terminal was asked.
    var themeChoices = 0
    /// True if a script ended with `quit`.
    var hasLeft = false

    /// Creates a shell with the given options.
    public init(_ options: ShellOptions) {
        self.options = options
        window = TerminalWindow(color: ColorChoice(rawValue: options.color) ?? .automatic)
        output = Output(window: window, writesJSON: options.writesJSON, isQuiet: options.isQuiet)
        session = Session(
            commands: Commands.table(profiles: UserFolders.launchers),
            processors: ProcessInfo.processInfo.activeProcessorCount, seed: options.seed ?? 1,
            workers: options.workers, memory: ScoreMemory(path: options.memory), recovery: Recovery(),
            preferences: UserFolders.preferences, lessons: UserFolders.lessons, answers: UserFolders.answers,
            profiles: UserFolders.launchers,
            reader: UserFolders.program)
        display = WorkDisplay(window: window, output: output, isQuiet: options.isQuiet)
    }

    /// Runs the shell until it ends.
    ///
    /// - Returns: the exit status of the process.
    public func run() async -> Int32 {
        if window.isTerminal(.output) || window.isTerminal(.error) { session.readPreferences() }
        useAppearance()
        UnfinishedFiles.shared.keep(in: UserFolders.unfinished)
        session.removeAbandonedCheckpoints()
        session.recovery?.removeAbandonedLocks()
        let status = await work()
        session.close()
        if interrupts.isTerminateRequested {
            if let warning = session.interrupt() { output.write(.warning(warning)) }
        } else {
            // Whoever stops a script with Ctrl-C keeps what it evolved, as at the prompt.
            let isKept = isTypedTo || session.hasHalted || status == Status.interrupted
            if isKept, let kept = session.leave() { output.write(.message(kept)) } else if !isKept { session.discard() }
        }
        // The session was written last.
        UnfinishedFiles.shared.end()
        interrupts.restoreTerminal()
        if interrupts.isTerminateRequested { return interrupts.terminationStatus }
        // The final status also reports failures passed over with --keep-going.
        let worst = status == Status.success ? passedOver : status
        return worst == Status.success && output.hasFailed ? Status.failure : worst
    }

    private func work() async -> Int32 {
        if let path = options.answers {
            do { session.answerLines = try AnswerLines(path: path) } catch { return report(error) }
        }
        switch options.work {
        case .input(let arguments):
            session.use(arguments: arguments)
            return await readInput()
        case .commands(let text): return await run(Source(name: "-c", text: text), path: nil, arguments: [])
        case .manual:
            let manual = Manual(grammar: session.grammar, version: Version.number)
            output.write(.printed(manual.lines.joined(separator: "\n")))
            return Status.success
        case .syntax(let format):
            output.write(.printed(SyntaxDefinition(session.grammar).file(format)))
            return Status.success
        case .check(let path):
            do {
                _ = try Script(path: path, grammar: session.grammar)
                return Status.success
            } catch {
                return report(error)
            }
        case .script(let path, let arguments, let staysOpen):
            let status = await run(path: path, arguments: arguments)
            guard staysOpen, !hasLeft, status != Status.terminated else { return status }
            passedOver = Status.success
            return await readInput()
        }
    }

    /// Executes the commands of a text.
    ///
    /// - Returns: the status; nil if the user wants to leave.
    func run(
        _ text: String, firstLine: Int, _ isTyped: Bool, _ history: LineHistory, isEnd: Bool
    ) async -> Int32? {
        let source = Source(name: isTyped ? "ns" : "<stdin>", text: text, firstLine: firstLine)
        let parser = Parser(session.commands, words: isTyped ? .mayBeShortened : .full)
        let reading = Lexer.readOn(source)
        let parts = parser.blocks(of: reading.statements, source: source)
        if let mistake = (reading.mistakes + parts.mistakes).first {
            history.append(text)
            output.command.advance()
            output.write(mistake, isTyped: isTyped)
            output.commandEnded(succeeded: false)
            return Status.malformed
        }
        if let incomplete = reading.incomplete ?? parts.incomplete {
            guard isEnd else {
                if isTyped, reading.endsInQuote, !text.contains("\n") { output.write(advice: Self.openQuote) }
                return Status.incomplete
            }
            output.command.advance()
            output.write(incomplete, isTyped: isTyped)
            return Status.malformed
        }
        defer { if isTyped { history.append(text) } }
        for block in parts.blocks {
            let status: Int32?
            output.command.advance()
            if case .command(let statement) = block {
                let parsed: ParsedExecutable
                do {
                    parsed = try parser.parse(statement, of: source, variables: session.variables(of: statement))
                } catch {
                    output.write(error, isTyped: isTyped)
                    output.commandEnded(succeeded: false)
                    return Status.malformed
                }
                status = await run(parsed, isTyped)
            } else {
                status = await run(block, of: source, parser.words)
            }
            guard let status else { return nil }
            output.commandEnded(succeeded: status == Status.success)
            guard status == Status.success else { return status }
        }
        return Status.success
    }

    /// Executes one command.
    ///
    /// - Returns: the status; nil if the user wants to leave.
    func run(_ parsed: ParsedExecutable, _ isTyped: Bool) async -> Int32? {
        beginWork()
        defer { endWork() }
        do {
            let report = try await session.execute(parsed, context)
            display.finish()
            if case .leave = report { return nil }
            show(report)
            for warning in session.takeWarnings() { show(.warning(warning)) }
            return stopsInput(isTyped) ? Status.interrupted : Status.success
        } catch {
            display.finish()
            if case .script = error { return report(error) }
            if case .mistake(let diagnostic) = error {
                output.write(diagnostic, isTyped: isTyped)
                return Status.failure
            }
            if isTyped {
                output.write(error: error.description, notes: error.notes)
            } else if case .interrupted = error {
                return Status.interrupted
            } else {
                output.write(
                    Diagnostic(error.description, notes: error.notes, at: parsed.range, of: parsed.source))
            }
            return Status.failure
        }
    }

    /// Returns true if the command that just ended was stopped with Ctrl-C and no further piped line must run, as in a
    /// script. At the prompt, the next line is typed after Ctrl-C.
    func stopsInput(_ isTyped: Bool) -> Bool { !isTyped && context.isInterrupted() }

    /// Executes a block.
    ///
    /// - Returns: the status; nil if the user wants to leave.
    func run(_ block: Block, of source: Source, _ words: WordSpelling) async -> Int32? {
        beginWork()
        defer { endWork() }
        do {
            let leaves = try await session.execute([block], of: source, words: words, context)
            display.finish()
            guard !leaves else { return nil }
            return stopsInput(words == .mayBeShortened) ? Status.interrupted : Status.success
        } catch {
            display.finish()
            return report(error)
        }
    }

    func passOver(_ status: Int32) {
        if passedOver == Status.success { passedOver = status }
    }

    /// The maximum number of errors shown for one script.
    private static let maximumMistakes = 20

    /// Writes an error and returns the status with which it ends a script.
    func report(_ error: SessionError) -> Int32 {
        guard case .script(let failure) = error else {
            output.write(error: error.description)
            return Status.failure
        }
        switch failure.cause {
        case .interrupted: return Status.interrupted
        case .failed(let diagnostic):
            output.write(diagnostic, reachedThrough: failure.reachedThrough)
            return Status.failure
        case .malformed(let diagnostics):
            for diagnostic in diagnostics.prefix(Self.maximumMistakes) {
                output.write(diagnostic, reachedThrough: failure.reachedThrough)
            }
            let more = diagnostics.count - Self.maximumMistakes
            if more > 0 { output.write(error: "there are \(more) more errors") }
            return failure.reachedThrough.isEmpty ? Status.malformed : Status.failure
        }
    }
}

extension Shell.Status {
    /// More lines are needed; not a status of the process.
    static let incomplete: Int32 = -1
}
