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
            let width = SystemTerminal.width(of: scalar)
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
}
