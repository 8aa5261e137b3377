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
        return SystemTerminal.run("\(command) < \(SystemTerminal.quoted(file.path))") == 0
    }

    /// The prompt of `less`, which tells how to leave it. A colon, a period and others have a meaning there.
    private static let lessPrompt = "Ps?e(END) .space\\: next page, q\\: leave"

    /// The command; nil if the user wants no pager: `PAGER` is empty, or `cat`, which would only be slower.
    private var command: String? {
        guard let wanted = environment("PAGER")?.trimmingCharacters(in: .whitespaces) else { return less("less") }
        if wanted.isEmpty || wanted == "cat" { return nil }
        let program = wanted.prefix { $0 != " " }
        return program == "less" || program.hasSuffix("/less") ? less(wanted) : wanted
    }

    /// Returns a command of `less` with its options in the environment.
    private func less(_ command: String) -> String {
        // Text typed too early would otherwise write log files and run programs (the keys s, o, v and !).
        environment("LESSSECURE") == nil ? "LESSSECURE=1 \(optioned(command))" : optioned(command)
    }

    private func optioned(_ command: String) -> String {
        // F: exit at once if the text fits; R: allow colours; X: leave the text on the screen.
        guard let own = environment("LESS"), !own.isEmpty else {
            return "LESS=\(SystemTerminal.quoted("FRX" + Self.lessPrompt)) \(command)"
        }
        // The user's own prompt stays.
        return own.contains("P") ? command : "LESS=\(SystemTerminal.quoted(own + " -" + Self.lessPrompt)) \(command)"
    }
}
