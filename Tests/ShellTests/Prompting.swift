import Support

extension Terminal {
    /// Returns a shell at its first prompt.
    static func shell(
        _ arguments: [String] = [], home: Home, environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
        background: String? = nil
    ) throws -> Terminal {
        let terminal = try Terminal(
            Terminal.shell, arguments, home: home, environment: environment, columns: columns, rows: rows,
            background: background)
        try terminal.waitForPrompt()
        return terminal
    }

    /// Waits for an empty prompt.
    func waitForPrompt() throws {
        try wait(for: "an empty prompt") { $0.isAtPrompt && $0.typed == "" }
    }

    /// Waits until exactly this text follows the prompt.
    func wait(forTyped text: String) throws {
        try wait(for: "`\(text)` after the prompt") { $0.isAtPrompt && $0.typed == text }
    }

    /// Enters a line and waits for the next prompt.
    func enter(_ line: String) throws {
        let prompts = screen.promptCount
        type(line)
        press(.enter)
        try wait(for: "the prompt after `\(line)`") { $0.promptCount > prompts && $0.isAtPrompt && $0.typed == "" }
    }

    /// Leaves the shell and returns its status.
    func leave() throws -> Int {
        press(.controlU)
        try waitForPrompt()
        press(.controlD)
        return try exitStatus()
    }
}

extension Screen {
    /// The number of rows that begin with a prompt.
    var promptCount: Int { unwrapped.count { Self.promptEnd($0) != nil } }

    var isAtPrompt: Bool { Self.promptEnd(cursorLine) != nil }

    /// The text after the prompt in the cursor's row, without the suggestion.
    var typed: String {
        let line = cursorLine.hasSuffix(dimmed) ? String(cursorLine.dropLast(dimmed.count)) : cursorLine
        guard let end = Self.promptEnd(line) else { return line }
        return String(line[end...].drop { $0 == " " })
    }

    private static func promptEnd(_ line: String) -> String.Index? {
        guard line.hasPrefix("ns") else { return nil }
        // A control character in a name is shown as `<U+009B>`, which ends no prompt.
        if let mark = line.firstRange(of: "> ") { return line.index(after: mark.lowerBound) }
        return line.hasSuffix(">") ? line.endIndex : nil
    }
}
