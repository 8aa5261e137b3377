/// How many cells texts take on the screen.
enum CharacterCells {
    static func width(of text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + SystemTerminal.width(of: $1) }
    }

    /// As much of the text's beginning as fits, with an ellipsis where something is left out.
    static func clip(_ text: String, to columns: Int) -> String {
        guard width(of: text) > columns else { return text }
        guard columns > 0 else { return "" }
        var clipped = ""
        var used = 0
        for character in text {
            let cells = width(of: String(character))
            guard used + cells <= columns - 1 else { break }
            clipped.append(character)
            used += cells
        }
        return clipped + "…"
    }

    /// libedit shows a control character as a letter with a circumflex, and what cannot be shown as an octal number.
    private static func editedWidth(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 32 || scalar.value == 127 { return 2 }
        return (0x80..<0xA0).contains(scalar.value) ? 4 : SystemTerminal.width(of: scalar)
    }

    /// Where the cursor stands after a text that begins at a column, in a window that wraps.
    static func position(after text: some StringProtocol, from start: (row: Int, column: Int), columns: Int) -> (
        row: Int, column: Int
    ) {
        var (row, column) = start
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                row += 1
                column = 0
                continue
            }
            let width = editedWidth(of: scalar)
            if column + width > columns {
                row += 1
                column = 0
            }
            column += width
            if column == columns {
                row += 1
                column = 0
            }
        }
        return (row, column)
    }

    /// The row that the cursor is in after a window has become narrower or wider and the terminal has wrapped the text
    /// anew. A row that libedit ended with blanks was not filled, so that the next one is a line of its own to the terminal.
    static func row(after text: some StringProtocol, drawnIn oldColumns: Int, shownIn columns: Int) -> Int {
        var rows = 0
        var length = 0
        var column = 0
        var blanks = 0
        func endLine() {
            rows += max(1, (length + columns - 1) / columns)
            length = 0
        }
        for scalar in text.unicodeScalars {
            let width = scalar == "\n" ? 0 : editedWidth(of: scalar)
            if scalar == "\n" || column + width > oldColumns {
                length += column - blanks
                endLine()
                (column, blanks) = (0, 0)
                if scalar == "\n" { continue }
            }
            column += width
            blanks = scalar == " " ? blanks + 1 : 0
            guard column == oldColumns else { continue }
            length += column - blanks
            if blanks > 0 { endLine() }
            (column, blanks) = (0, 0)
        }
        return rows + (length + column) / columns
    }
}
