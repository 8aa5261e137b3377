/// The width of texts in terminal cells.
enum CharacterCells {
    static func width(of text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + SystemTerminal.width(of: $1) }
    }

    /// Returns the beginning of a text that fits, with an ellipsis if something is cut off.
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

    /// The width in libedit, which shows control characters as `^X` and unprintable characters as octal numbers.
    private static func editedWidth(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 32 || scalar.value == 127 { return 2 }
        return (0x80..<0xA0).contains(scalar.value) ? 4 : SystemTerminal.width(of: scalar)
    }

    /// Returns the cursor's position after a text that begins at a given position, in a window that wraps lines.
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

    /// Returns the cursor's row after a window has changed its width and the terminal has wrapped the text again.
    ///
    /// A row that libedit ended with blanks was not filled; to the terminal, the next row is a separate line.
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
