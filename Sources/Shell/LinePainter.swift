/// A piece of a line with its colour.
package struct ColoredRange: Sendable, Hashable {
    /// UTF-8 offsets into the line.
    package let range: Range<Int>
    /// The number of an SGR sequence, such as 32 or "1;34".
    package let color: String

    package init(_ range: Range<Int>, color: String) {
        self.range = range
        self.color = color
    }
}

/// What was coloured last.
struct Painting {
    let text: String
    let hasColors: Bool
}

/// Writes a line that stands on the screen once more, in colours: the same characters in the same cells.
struct LinePainter {
    let prompt: String
    let text: String
    let columns: Int

    /// From the cursor, which stands in the line, over the whole line and back; nil where the line cannot be painted: it is
    /// higher than the window, or has characters that libedit writes as several.
    func painting(_ ranges: [ColoredRange], cursor: Int, rows: Int) -> String? {
        guard columns > 0,
            text.unicodeScalars.allSatisfy({ $0 == "\n" || $0.value >= 32 && !(0x7F..<0xA0).contains($0.value) })
        else { return nil }
        func position(after offset: Int) -> (row: Int, column: Int) {
            let before = prompt + String(decoding: text.utf8.prefix(offset), as: UTF8.self)
            return CharacterCells.position(after: before, from: (0, 0), columns: columns)
        }
        let (start, place, end) = (position(after: 0), position(after: cursor), position(after: text.utf8.count))
        guard end.row < rows else { return nil }
        var drawing = "\r" + Self.up(place.row - start.row) + Self.right(start.column)
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
        return drawing + "\r" + Self.up(row - place.row) + Self.right(place.column)
    }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
    private static func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }
}
