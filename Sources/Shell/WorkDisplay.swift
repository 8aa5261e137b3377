import Session
import Synchronization

/// What is shown while a command works: bars at a terminal, lines elsewhere, JSON where that is wanted.
final class WorkDisplay: Sendable {
    private let window: TerminalWindow
    private let writesJSON: Bool
    private let isQuiet: Bool
    private let bar = Mutex<ProgressBar?>(nil)

    init(window: TerminalWindow, output: Output, isQuiet: Bool) {
        self.window = window
        self.isQuiet = isQuiet
        writesJSON = output.writesJSON
    }

    func show(_ progress: Progress) {
        guard !isQuiet else { return }
        if writesJSON {
            TerminalWindow.Stream.output.write(JSONRenderer().line(progress) + "\n")
            return
        }
        let current = bar.withLock { bar in
            let current = bar ?? ProgressBar(window: window)
            bar = current
            return current
        }
        current.show(progress)
    }

    /// Draws again, for a window of another size.
    func redraw() { bar.withLock { $0 }?.redraw() }

    /// Takes the bars off the screen.
    func finish() {
        let current = bar.withLock { bar in
            defer { bar = nil }
            return bar
        }
        current?.finish()
    }
}
