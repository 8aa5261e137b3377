/// A range of a line and its colour.
package struct ColoredRange: Sendable, Hashable {
    /// The range in UTF-8 offsets into the line.
    package let range: Range<Int>
    /// The parameters of an SGR sequence, such as "32" or "1;34".
    package let color: String

    package init(_ range: Range<Int>, color: String) {
        self.range = range
        self.color = color
    }
}

/// The rows and cells of a prompt and an edited text in a window of a given width.
package struct LineLayout: Sendable {
    /// A piece of text in one cell, or two adjacent ones.
    package struct Cell: Equatable, Sendable {
        package let text: String
        package let width: Int
        /// The parameters of an SGR sequence; empty for none.
        package let color: String

        /// True if the cell looks like one that was never written.
        var isBlank: Bool { text == " " && color != "7" }
    }

    package struct Row: Equatable, Sendable {
        package internal(set) var cells: [Cell] = []
        /// True if the row is full and the terminal continues it in the next one by itself.
        package internal(set) var wraps = false
        package internal(set) var width = 0
    }

    package private(set) var rows: [Row] = [Row()]
    package private(set) var cursorRow = 0
    package private(set) var cursorColumn = 0
    /// The column behind the last character of the text.
    package private(set) var endColumn = 0
    package let columns: Int

    /// Lays out a text.
    ///
    /// - Parameters:
    ///   - continuation: the prompt of every line after the first.
    ///   - colors: the coloured ranges of the text, in order; later ones do not overlap earlier ones.
    ///   - suggestion: shown dimmed behind a cursor at the end, as far as the row has room.
    ///   - suggestionColor: the parameters of the SGR sequence of the suggestion.
    package init(
        prompt: Prompt, continuation: Prompt, text: EditedText, colors: [ColoredRange] = [], suggestion: String = "",
        suggestionColor: String = "2", columns: Int
    ) {
        self.columns = max(2, columns)
        add(prompt)
        var rest = colors[...]
        var offset = 0
        var hasCursor = false
        func isCursor(_ end: Int) -> Bool { !hasCursor && text.cursor < end }
        let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            if number > 0 {
                rows.append(Row())
                add(continuation)
            }
            for character in String(decoding: line, as: UTF8.self) {
                while let first = rest.first, first.range.upperBound <= offset { rest.removeFirst() }
                let color = rest.first.flatMap { $0.range.contains(offset) ? $0.color : nil } ?? ""
                let end = offset + character.utf8.count
                for (index, piece) in CharacterCells.pieces(of: character).enumerated() {
                    add(Cell(text: piece.text, width: piece.width, color: color))
                    if index == 0, isCursor(end) {
                        hasCursor = true
                        cursorRow = rows.count - 1
                        cursorColumn = lastRow.width - piece.width
                    }
                }
                offset = end
            }
            // The cursor at the end of a full row is in the next one.
            if lastRow.width == self.columns { rows.append(Row()) }
            if isCursor(offset + 1) {
                hasCursor = true
                cursorRow = rows.count - 1
                cursorColumn = lastRow.width
            }
            offset += 1
        }
        endColumn = lastRow.width
        if text.cursor == text.bytes.count, !suggestion.isEmpty { suggest(suggestion, color: suggestionColor) }
        // Terminals disagree about blanks at the end of a line when they wrap it again, so they are never written.
        for index in rows.indices.reversed() where !rows[index].wraps {
            while let last = rows[index].cells.last, last.isBlank {
                rows[index].cells.removeLast()
                rows[index].width -= last.width
            }
            // Nothing is written that could make the terminal wrap.
            if rows[index].cells.isEmpty, index > 0 { rows[index - 1].wraps = false }
        }
    }

    private var lastRow: Row { rows[rows.count - 1] }

    private mutating func add(_ prompt: Prompt) {
        for span in prompt.spans {
            for character in span.text {
                for piece in CharacterCells.pieces(of: character) {
                    add(Cell(text: piece.text, width: piece.width, color: span.color ?? ""))
                }
            }
        }
        if lastRow.width == columns { rows.append(Row()) }
    }

    private mutating func add(_ cell: Cell) {
        if lastRow.width + cell.width > columns {
            // Terminals disagree about a cell that is left free before a wide character, but not about a blank.
            if lastRow.width < columns { add(Cell(text: " ", width: 1, color: "")) }
            // A terminal that thinks the last character narrower would not wrap behind it.
            let isCertain = lastRow.cells.last.map { !CharacterCells.isDisputed($0.text, width: $0.width) } ?? true
            rows[rows.count - 1].wraps = isCertain
            rows.append(Row())
        }
        rows[rows.count - 1].cells.append(cell)
        rows[rows.count - 1].width += cell.width
    }

    private mutating func suggest(_ suggestion: String, color: String) {
        let lines = suggestion.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = lines.first else { return }
        let pieces = first.flatMap { CharacterCells.pieces(of: $0) }.map(\.text)
        let visible = pieces.joined() + (lines.count > 1 ? "…" : "")
        let clipped = CharacterCells.clip(visible, to: columns - 1 - lastRow.width)
        for character in clipped {
            add(Cell(text: String(character), width: CharacterCells.width(of: character), color: color))
        }
    }
}
