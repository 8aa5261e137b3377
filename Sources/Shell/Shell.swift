import CommandLanguage
import Foundation
import Memory
import Session

/// The shell: reads commands, has the session execute them, and shows what they report.
public final class Shell {
    /// How the process ends.
    enum Status {
        static let success: Int32 = 0
        static let failure: Int32 = 1
        static let malformed: Int32 = 2
        static let interrupted: Int32 = 130
        static let terminated: Int32 = 143
    }

    private let options: ShellOptions
    private let session: Session
    private let window: TerminalWindow
    private let output: Output
    private let interrupts = Interrupts()
    private let display: WorkDisplay

    /// A shell that does what the options say.
    public init(_ options: ShellOptions) {
        self.options = options
        window = TerminalWindow(color: ColorChoice(rawValue: options.color) ?? .automatic)
        output = Output(window: window, writesJSON: options.writesJSON)
        session = Session(
            processors: ProcessInfo.processInfo.activeProcessorCount, seed: options.seed ?? 1,
            workers: options.workers, memory: ScoreMemory(path: options.memory), recovery: Recovery())
        display = WorkDisplay(window: window, output: output)
    }

    /// Runs to the end.
    ///
    /// - Returns: the process's exit status.
    public func run() async -> Int32 {
        let status = await work()
        if !interrupts.isTerminateRequested { session.recovery?.end() }
        interrupts.restoreTerminal()
        if interrupts.isTerminateRequested { return Status.terminated }
        return status == Status.success && output.hasFailed ? Status.failure : status
    }

    private func work() async -> Int32 {
        switch options.work {
        case .input: return await readInput()
        case .commands(let text): return await run(Source(name: "-c", text: text), path: nil, arguments: [])
        case .check(let path):
            do {
                _ = try Script(path: path, grammar: session.grammar)
                return Status.success
            } catch {
                return tell(error)
            }
        case .script(let path, let arguments, let staysOpen):
            let status = await run(path: path, arguments: arguments)
            return staysOpen ? await readInput() : status
        }
    }

    // MARK: - Scripts

    private func run(path: String, arguments: [String]) async -> Int32 {
        do {
            return await run(try Script(path: path, grammar: session.grammar), path: path, arguments: arguments)
        } catch {
            return tell(error)
        }
    }

    private func run(_ source: Source, path: String?, arguments: [String]) async -> Int32 {
        do {
            return await run(try Script(source, grammar: session.grammar), path: path, arguments: arguments)
        } catch {
            return tell(error)
        }
    }

    private func run(_ script: Script, path: String?, arguments: [String]) async -> Int32 {
        beginWork()
        defer { endWork() }
        do {
            _ = try await session.execute(script, arguments: arguments, path: path, context)
            return Status.success
        } catch {
            display.finish()
            return tell(error)
        }
    }

    // MARK: - Lines

    /// Reads lines until the end: typed ones forgive mistakes, piped ones end with the first.
    private func readInput() async -> Int32 {
        let isTyped = window.isInteractive
        output.pages = isTyped
        let history = LineHistory(path: isTyped && options.keepsHistory ? LineHistory.standardPath() : nil)
        let session = session
        if isTyped, let interrupted = session.recovery?.interrupted {
            output.write(.said("an interrupted session: \(interrupted.title); `resume` goes on with it"))
        }
        let completer = Completer(grammar: session.grammar) { session.geneNames }
        let editor = LineEditor(name: "ns", history: history, interrupts: interrupts, window: window) {
            completer.completion($0, $1)
        }
        let prompt = Prompt([.init("ns>", color: window.hasColor(.output) ? "1;36" : nil)])
        let continued = Prompt("...")
        var text = ""
        var number = 0
        var firstLine = 1
        while true {
            switch editor.readLine(prompt: text.isEmpty ? prompt : continued) {
            case .terminated: return Status.terminated
            case .interrupted:
                text = ""
                editor.discardPending()
            case .endOfInput:
                guard !text.isEmpty else { return Status.success }
                let status = await run(text, firstLine: firstLine, isTyped, history, isEnd: true)
                if !isTyped || status == nil { return status ?? Status.success }
                text = ""
            case .line(let line):
                number += 1
                if text.isEmpty { firstLine = number }
                text += text.isEmpty ? line : "\n" + line
                let status = await run(text, firstLine: firstLine, isTyped, history, isEnd: false)
                switch status {
                case .some(Status.incomplete): continue
                case nil: return Status.success
                case .some(let status) where status != Status.success:
                    if interrupts.isTerminateRequested { return Status.terminated }
                    guard isTyped else { return status }
                    editor.discardPending()
                default: break
                }
                text = ""
            }
        }
    }

    /// Executes the commands of a text.
    ///
    /// - Returns: the status; nil where the user wants to leave.
    private func run(
        _ text: String, firstLine: Int, _ isTyped: Bool, _ history: LineHistory, isEnd: Bool
    ) async -> Int32? {
        let source = Source(name: isTyped ? "ns" : "<stdin>", text: text, firstLine: firstLine)
        let statements: [Statement]
        do {
            switch try Lexer.read(source) {
            case .statements(let read): statements = read
            case .incomplete(let diagnostic):
                guard isEnd else { return Status.incomplete }
                output.write(diagnostic, isTyped: isTyped)
                return Status.malformed
            }
        } catch {
            history.append(text)
            output.write(error, isTyped: isTyped)
            return Status.malformed
        }
        let parser = Parser(session.grammar, words: isTyped ? .mayBeShortened : .full)
        var full: [String] = []
        defer { if isTyped { history.append(full.isEmpty ? text : full.joined(separator: "; ")) } }
        for (place, statement) in statements.enumerated() {
            let parsed: ParsedCommand
            do {
                parsed = try parser.parse(statement, of: source, variables: session.variables)
            } catch {
                full = []
                output.write(error, isTyped: isTyped)
                return Status.malformed
            }
            if full.count == place { full.append(parsed.text) }
            beginWork()
            defer { endWork() }
            do {
                let report = try await session.execute(parsed.command, context)
                display.finish()
                if case .leave = report { return nil }
                show(report)
            } catch {
                display.finish()
                full = []
                if isTyped, case .script = error { return tell(error) }
                guard !isTyped else {
                    output.write(error: error.description)
                    return Status.failure
                }
                output.write(Diagnostic(error.description, at: statement.range, of: source))
                return Status.failure
            }
        }
        return Status.success
    }

    // MARK: - Work

    private var context: ExecutionContext {
        let (interrupts, display) = (interrupts, display)
        return ExecutionContext(
            report: { [self] report in
                display.finish()
                show(report)
            }, progress: { display.show($0) },
            isInterrupted: { interrupts.interruptCount > 0 || interrupts.isTerminateRequested })
    }

    private func beginWork() {
        let display = display
        interrupts.beginWork(onWindowChange: { display.redraw() })
    }

    private func endWork() {
        interrupts.endWork()
        _ = interrupts.takeInterrupt()
    }

    private func show(_ report: Report) {
        if case .shell(let line) = report {
            interrupts.endWork()
            interrupts.restoreTerminal()
            _ = system(line)
            return
        }
        output.write(report)
    }

    /// Tells an error, and gives the status that it ends a script with.
    private func tell(_ error: SessionError) -> Int32 {
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
            for diagnostic in diagnostics { output.write(diagnostic, reachedThrough: failure.reachedThrough) }
            return failure.reachedThrough.isEmpty ? Status.malformed : Status.failure
        }
    }
}

extension Shell.Status {
    /// More lines are needed: no status of a process.
    fileprivate static let incomplete: Int32 = -1
}
