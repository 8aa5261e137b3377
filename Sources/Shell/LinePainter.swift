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

/// The line that was last painted.
struct Painting {
    let text: String
    let hasColors: Bool
}

/// A painter that rewrites a line on the screen in colours: the same characters in the same cells.
struct LinePainter {
    let prompt: String
    let text: String
    let columns: Int

    /// Returns the output that paints the whole line and returns to the cursor; nil if the line cannot be painted.
    ///
    /// That is so if the line is higher than the window, or has characters that libedit writes as several.
    func painting(_ ranges: [ColoredRange], cursor: Int, rows: Int) -> String? {
        guard columns > 0,
            text.unicodeScalars.allSatisfy({ $0 == "\n" || $0.value >= 32 && !(0x7F..<0xA0).contains($0.value) })
        else { return nil }
        func position(after offset: Int) -> (row: Int, column: Int) {
            let before = prompt + String(decoding: text.utf8.prefix(offset), as: UTF8.self)
            return CharacterCells.position(after: before, from: (0, 0), columns: columns)
        }
        let (start, current, end) = (position(after: 0), position(after: cursor), position(after: text.utf8.count))
        guard end.row < rows else { return nil }
        var drawing = "\r" + Self.up(current.row - start.row) + Self.right(start.column)
        var (row, column) = start
        var color: String?
        var offset = 0
        var rest = ranges[...]
        func nextRow() {
            drawing += "\r\u{1B}[1B"
            row += 1
            column = 0
        }
        for scalar in text.unicodeScalars {
            defer { offset += UTF8.width(scalar) }
            while let first = rest.first, first.range.upperBound <= offset { rest.removeFirst() }
            let wanted = rest.first.flatMap { $0.range.contains(offset) ? $0.color : nil }
            if wanted != color {
                drawing += wanted.map { "\u{1B}[0;\($0)m" } ?? "\u{1B}[0m"
                color = wanted
            }
            guard scalar != "\n" else {
                nextRow()
                continue
            }
            let width = SystemTerminal.width(of: scalar)
            if column + width > columns { nextRow() }
            drawing.unicodeScalars.append(scalar)
            column += width
            if column == columns { nextRow() }
        }
        if color != nil { drawing += "\u{1B}[0m" }
        return drawing + "\r" + Self.up(row - current.row) + Self.right(current.column)
    }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
    private static func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }
}
