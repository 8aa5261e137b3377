import PlotRendering
import Plots
package import Reports
import Synchronization
package import Terminal
import VisibleText

/// The display of progress on standard error: bars on a terminal, otherwise one plain line per generation.
///
/// While bars are on the screen, the cursor stays at the beginning of the first one. So they are found again even if a
/// new window size moved the rows below.
package final class ProgressBar: Sendable {
    private struct State {
        var latest: WorkProgress?
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

    /// Shows progress; it is drawn at most ten times per second, and not in the first half second.
    package func show(_ progress: WorkProgress) {
        state.withLock { state in
            if case .figure(let figure) = progress { state.figure = figure } else { state.latest = progress }
            guard isTerminal else { return writePlain(progress, &state) }
            let now = ContinuousClock.now
            guard now - began >= Self.delay else { return }
            if let drawn = state.drawn, now - drawn < Self.interval, state.resizes == SystemTerminal.resizes { return }
            draw(&state, now)
        }
    }

    /// Redraws visible bars at once, after a change of the window's size.
    package func redraw() {
        state.withLock { state in
            if state.isDrawn { draw(&state, ContinuousClock.now) }
        }
    }

    /// Removes the bars from the screen, so that other output can be written; the next `show` draws them again.
    package func clear() {
        state.withLock { state in
            guard state.isDrawn else { return }
            state.isDrawn = false
            state.drawn = nil
            SystemTerminal.hasBars(false)
            if SystemTerminal.isInForeground { TerminalWindow.Stream.error.write("\r\u{1B}[J") }
        }
    }

    /// Removes the bars from the screen permanently.
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
        // A window may already be narrower than it reports: tmux reports a new size up to a quarter of a second late.
        // With wrapping off, long lines are cut, so that the bars begin exactly so many lines above.
        TerminalWindow.Stream.error.write(
            "\r\u{1B}[?7l"
                + lines.map { StyleMark.escaped(VisibleText.name($0, maximum: .max)) + "\u{1B}[K" }.joined(
                    separator: "\r\n") + "\u{1B}[J\r" + up
                + "\u{1B}[?7h")
    }

    /// Returns the lines of a figure above the bars, if there is room for both.
    private func drawn(_ figure: Figure, columns: Int, rows: Int) -> [String] {
        guard rows >= 10, columns > 20 else { return [] }
        let theme = window.theme(of: .error)
        return TerminalFigure().render(
            figure, columns: min(columns - 1, 120), rows: min(rows, 24),
            style: .init(hasColor: theme != .none, hasUnicode: window.hasUnicode, isLight: theme == .light))
    }

    private func writePlain(_ progress: WorkProgress, _ state: inout State) {
        let count =
            switch progress {
            case .evolution(let evolution): evolution.finished
            case .training(let training): training.epoch - 1
            // Reading is shown only at a terminal.
            case .data: 0
            // One line for each tenth of the searches.
            case .comparison(let state): state.finished * 10 / max(1, state.searches)
            case .experiment(let state): Int(state.fraction * 10)
            case .steps(let state): state.finished * 10 / max(1, state.steps)
            // Without a terminal, a figure is drawn once, at the end.
            case .figure: 0
            }
        guard count > state.plainCount else { return }
        state.plainCount = count
        TerminalWindow.Stream.error.write(VisibleText.name(ProgressLines.plainLine(progress), maximum: .max) + "\n")
    }
}
