import Plots
package import Session
import Synchronization
import VisibleText

/// Draws progress on standard error: bars on a terminal, one plain line a generation elsewhere.
///
/// While bars stand on the screen the cursor waits at the beginning of the first one. So they are found again whatever a
/// new window size did to the rows below.
package final class ProgressBar: Sendable {
    private struct State {
        var latest: Progress?
        var figure: Figure?
        var isDrawn = false
        var drawn: ContinuousClock.Instant?
        var resizes: UInt32 = 0
        var plainCount = 0
    }

    private let window: TerminalWindow
    private let isTerminal: Bool
    private let began = ContinuousClock.now
    private let state = Mutex(State())

    private static let delay = Duration.milliseconds(500)
    private static let interval = Duration.milliseconds(100)

    package init(window: TerminalWindow) {
        self.window = window
        isTerminal = window.isTerminal(.error) && window.movesCursor
    }

    /// Tells what is reached; drawn at most ten times a second, and not in the first half of one.
    package func show(_ progress: Progress) {
        state.withLock { state in
            if case .figure(let figure) = progress { state.figure = figure } else { state.latest = progress }
            guard isTerminal else { return writePlain(progress, &state) }
            let now = ContinuousClock.now
            guard now - began >= Self.delay else { return }
            if let drawn = state.drawn, now - drawn < Self.interval, state.resizes == SystemTerminal.resizes { return }
            draw(&state, now)
        }
    }

    /// Draws at once what was shown last, where bars stand: for a window whose size has changed.
    package func redraw() {
        state.withLock { state in
            if state.isDrawn { draw(&state, ContinuousClock.now) }
        }
    }

    /// Takes the bars off the screen, so that something else can be written; the next `show` draws them again.
    package func clear() {
        state.withLock { state in
            guard state.isDrawn else { return }
            state.isDrawn = false
            state.drawn = nil
            SystemTerminal.hasBars(false)
            if SystemTerminal.isInForeground { TerminalWindow.Stream.error.write("\r\u{1B}[J") }
        }
    }

    /// Takes the bars off the screen for good.
    package func finish() {
        clear()
    }

    private func draw(_ state: inout State, _ now: ContinuousClock.Instant) {
        guard SystemTerminal.isInForeground else { return }
        state.resizes = SystemTerminal.resizes
        state.drawn = now
        let size = window.size ?? (80, 24)
        let columns = min(size.columns, window.columns)
        let bars =
            state.latest.map { ProgressLines.lines($0, columns: columns, hasUnicode: window.hasUnicode) } ?? []
        let figure = state.figure.map { drawn($0, columns: columns, rows: size.rows - bars.count - 1) } ?? []
        let lines = (figure + bars).prefix(max(1, size.rows - 1))
        let up = lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : ""
        state.isDrawn = true
        SystemTerminal.hasBars(true)
        // A window may be narrower already than it says: tmux tells a new size up to a quarter of a second late. What is
        // too long is cut off there, not wrapped, so that as many lines up is where the bars begin.
        TerminalWindow.Stream.error.write(
            "\r\u{1B}[?7l"
                + lines.map { StyleMark.escaped(VisibleText.name($0, most: .max)) + "\u{1B}[K" }.joined(
                    separator: "\r\n") + "\u{1B}[J\r" + up
                + "\u{1B}[?7h")
    }

    /// A figure above the bars, where there is room for both.
    private func drawn(_ figure: Figure, columns: Int, rows: Int) -> [String] {
        guard rows >= 10, columns > 20 else { return [] }
        return TerminalFigure().render(
            figure, columns: min(columns - 1, 120), rows: min(rows, 24),
            style: .init(hasColor: window.hasColor(.error), hasUnicode: window.hasUnicode))
    }

    private func writePlain(_ progress: Progress, _ state: inout State) {
        let count =
            switch progress {
            case .evolution(let evolution): evolution.finished
            case .training(let training): training.epoch - 1
            // Reading is told where somebody watches.
            case .data: 0
            // A line for each tenth of the searches.
            case .comparison(let state): state.finished * 10 / max(1, state.searches)
            // What nobody watches is drawn once, at the end.
            case .figure: 0
            }
        guard count > state.plainCount else { return }
        state.plainCount = count
        TerminalWindow.Stream.error.write(VisibleText.name(ProgressLines.plainLine(progress), most: .max) + "\n")
    }
}
