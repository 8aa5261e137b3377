import FileWriting
import Foundation
import VisibleText

/// A pager for output longer than the window: the user's `PAGER`, otherwise `less`.
package struct Pager: Sendable {
    private let window: TerminalWindow
    private let environment: @Sendable (String) -> String?

    package init(
        window: TerminalWindow, environment: @escaping @Sendable (String) -> String? = { environmentVariable($0) }
    ) {
        self.window = window
        self.environment = environment
    }

    /// Returns true if the lines need more rows than the window has, apart from one for the prompt.
    package func exceedsWindow(_ lines: [String]) -> Bool {
        guard window.isTerminal(.input), window.isTerminal(.output), window.movesCursor, let size = window.size else {
            return false
        }
        let rows = lines.reduce(0) { rows, line in
            rows + max(1, (CharacterCells.width(of: line.withoutColors) + size.columns - 1) / size.columns)
        }
        return rows >= size.rows
    }

    /// Shows the lines and waits until the user leaves them.
    ///
    /// - Returns: true if they were shown; false if they fit the window, if there is no terminal, or if the pager
    ///   cannot be started. The caller must then write them.
    package func show(_ lines: [String]) -> Bool {
        guard exceedsWindow(lines), let command else { return false }
        // A file instead of a pipe: leaving the pager early must not end the shell with SIGPIPE.
        let text = Data((lines.map(StyleMark.escaped).joined(separator: "\n") + "\n").utf8)
        guard let file = try? TemporaryFile(text) else { return false }
        defer { file.remove() }
        return SystemTerminal.run("\(command) < '\(file.path.replacing("'", with: "'\\''"))'") == 0
    }

    /// The command; nil if the user wants no pager: `PAGER` is empty, or `cat`, which would only be slower.
    private var command: String? {
        // F: exit at once if the text fits; R: allow colours; X: leave the text on the screen.
        let less = environment("LESS") == nil ? "LESS=FRX less" : "less"
        guard let wanted = environment("PAGER") else { return less }
        switch wanted.trimmingCharacters(in: .whitespaces) {
        case "", "cat": return nil
        case "less": return less
        default: return wanted
        }
    }
}
