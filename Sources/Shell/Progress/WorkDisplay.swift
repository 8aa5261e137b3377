import Reports
import Synchronization
import Terminal

/// The display while a command runs: bars on a terminal, otherwise lines, or JSON on request.
final class WorkDisplay: Sendable {
    private let window: TerminalWindow
    private let writesJSON: Bool
    private let command: CommandNumber
    private let isQuiet: Bool
    private let bar = Mutex<ProgressBar?>(nil)

    init(window: TerminalWindow, output: Output, isQuiet: Bool) {
        self.window = window
        self.isQuiet = isQuiet
        writesJSON = output.writesJSON
        command = output.command
    }

    func show(_ progress: WorkProgress) {
        guard !isQuiet else { return }
        if writesJSON {
            if let line = JSONRenderer(command: command.current).line(progress) {
                TerminalWindow.Stream.output.write(line + "\n")
            }
            return
        }
        let current = bar.withLock { bar in
            let current = bar ?? ProgressBar(window: window)
            bar = current
            return current
        }
        current.show(progress)
    }

    /// Redraws after a change of the window's size.
    func redraw() { bar.withLock { $0 }?.redraw() }

    /// Removes the bars from the screen.
    func finish() {
        let current = bar.withLock { bar in
            defer { bar = nil }
            return bar
        }
        current?.finish()
    }
}
