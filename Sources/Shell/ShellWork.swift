import Session
import VisibleText

/// The interaction with a running command: its reports, its questions, and Ctrl-C.
extension Shell {
    /// The context for executing a command.
    var context: ExecutionContext {
        let (interrupts, display) = (interrupts, display)
        return ExecutionContext(
            report: { [self] report in
                display.finish()
                show(report)
            }, progress: { display.show($0) },
            isInterrupted: { [self] in
                interrupts.interruptCount > 0 || interrupts.isTerminateRequested || isPauseInterrupted
            },
            ask: window.isInteractive && !options.writesJSON ? { [self] in ask($0) } : nil,
            began: { [self] text in
                guard options.echoes else { return }
                display.finish()
                output.echo(text)
            },
            failed: options.keepsGoing
                ? { [self] failure in
                    display.finish()
                    passOver(tell(.script(failure)))
                } : nil)
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
        case .shell(let line):
            interrupts.endWork()
            interrupts.restoreTerminal()
            if options.writesJSON {
                output.write(OtherShell.output(of: line))
            } else {
                OtherShell.run(line)
                output.beginLine()
            }
            beginWorkAgain()
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

    /// Asks the user for a line; nil if the user wants to leave.
    private func ask(_ question: String) -> String? {
        let question = VisibleText.name(question)
        display.finish()
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
