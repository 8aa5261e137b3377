import Messages
import Reports
import Terminal
import VisibleText

/// The interaction with a running command: its reports, its questions, and Ctrl-C.
extension Shell {
    /// The context for executing a command.
    var context: ExecutionContext {
        let (interrupts, display) = (interrupts, display)
        return ExecutionContext(
            isInterrupted: { [self] in
                interrupts.interruptCount > 0 || interrupts.isTerminateRequested || isPauseInterrupted
            },
            ask: window.isInteractive && !options.writesJSON ? { [self] in ask($0) } : nil,
            runShell: { [self] line in
                display.finish()
                return runShell(line)
            },
            continuesAfterFailures: options.keepsGoing,
            written: {
                ReportRenderer(columns: 80, rows: 24, style: Style(theme: .none), hasUnicode: true).lines($0)
            }
        ) { [self] event in
            switch event {
            case .began(let text):
                if !readsInput { output.command.advance() }
                guard options.echoes else { return }
                display.finish()
                output.echo(text)
            case .report(let report):
                display.finish()
                show(report)
            case .progress(let progress): display.show(progress)
            case .failure(let failure):
                display.finish()
                passOver(report(.script(failure)))
            }
        }
    }

    func beginWork() {
        isPauseInterrupted = false
        beginWorkAgain()
    }

    func endWork() {
        interrupts.endWork()
        _ = interrupts.takeInterrupt()
    }

    func show(_ report: Report) {
        switch report {
        case .shell(let line): _ = runShell(line)
        case .clearing: output.clearScreen()
        case .pause(let text):
            guard window.isInteractive, !options.writesJSON else {
                output.write(report)
                return
            }
            interrupts.endWork()
            interrupts.restoreTerminal()
            var lines = PlainLines()
            let prompt = text.isEmpty ? "Return continues " : "\(text) (Return continues) "
            switch lines.next(prompt: prompt, on: window.isTerminal(.output) ? .output : .error) {
            case .interrupted, .endOfInput: isPauseInterrupted = true
            case .line, .unfinished, .terminated: break
            }
            beginWorkAgain()
        default: output.write(report)
        }
    }

    /// Runs a line in the system shell and returns its exit status.
    private func runShell(_ line: String) -> Int32 {
        interrupts.endWork()
        interrupts.restoreTerminal()
        defer { beginWorkAgain() }
        guard options.writesJSON else {
            let status = OtherShell.run(line)
            output.beginLine()
            return status
        }
        let report = OtherShell.output(of: line)
        output.write(report)
        if case .ran(_, _, let status) = report { return Int32(status) }
        return -1
    }

    /// Asks the user for a line; nil if the user wants to leave.
    private func ask(_ question: String) -> String? {
        let question = VisibleText.name(question)
        display.finish()
        output.beginAnswer()
        interrupts.endWork()
        interrupts.restoreTerminal()
        defer { beginWorkAgain() }
        let input: LineEditor.Input
        if let editor {
            input = editor.readLine(prompt: Prompt(question + ">"), isCommand: false)
        } else {
            var lines = PlainLines()
            input = lines.next(prompt: question + "> ", on: window.isTerminal(.output) ? .output : .error)
        }
        if case .line(let line) = input { return line }
        return nil
    }

    private func beginWorkAgain() {
        let display = display
        interrupts.beginWork(onWindowChange: { display.redraw() })
    }
}
