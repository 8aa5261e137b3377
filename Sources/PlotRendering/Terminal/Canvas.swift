import Plots

/// A grid of dots over the characters of a terminal, with one colour per character.
struct Canvas {
    private let columns: Int
    private let rows: Int
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>
    private let hasUnicode: Bool
    private let isLight: Bool
    /// The braille dots of each character.
    private var dots: [UInt8]
    /// The dots of bands, visible where nothing else is drawn: a line within a band would be lost among its dots.
    private var fills: [UInt8]
    private var fillColors: [Int?]
    private var marks: [Character?]
    private var colors: [Int?]
    /// The characters that replace dots.
    private var texts: [Character?]
    /// The background characters, visible where there are no dots.
    private var backs: [Character?]

    init(
        columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, hasUnicode: Bool,
        isLight: Bool = false
    ) {
        self.columns = columns
        self.rows = rows
        self.x = x
        self.y = y
        self.hasUnicode = hasUnicode
        self.isLight = isLight
        dots = [UInt8](repeating: 0, count: columns * rows)
        fills = dots
        fillColors = [Int?](repeating: nil, count: columns * rows)
        marks = [Character?](repeating: nil, count: columns * rows)
        colors = [Int?](repeating: nil, count: columns * rows)
        texts = [Character?](repeating: nil, count: columns * rows)
        backs = [Character?](repeating: nil, count: columns * rows)
    }

    /// Returns the character row of a y value, counted from the top.
    func row(of value: Double) -> Int { min(rows - 1, max(0, Int(dotY(value)) / 4)) }

    /// Returns the character column of an x value.
    func column(of value: Double) -> Int { min(columns - 1, max(0, Int(dotX(value)) / 2)) }

    private func dotX(_ value: Double) -> Double {
        Self.clamped((value - x.lowerBound) / (x.upperBound - x.lowerBound), to: columns * 2)
    }

    private func dotY(_ value: Double) -> Double {
        Self.clamped((y.upperBound - value) / (y.upperBound - y.lowerBound), to: rows * 4)
    }

    /// Returns the dot at a fraction of the dots; values beyond the scale are clamped to its edge.
    private static func clamped(_ fraction: Double, to dots: Int) -> Double {
        min(max((fraction * Double(dots - 1)).rounded(), 0), Double(dots - 1))
    }

    mutating func draw(_ layer: Figure.Layer, _ style: LineStyle) {
        let color = Palette.terminal(layer, isLight: isLight)
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces):
            // Shift the dashes, so that those of many lines do not all begin in one column.
            let shift = layer.shade == nil ? 0 : 3
            for (number, piece) in pieces.enumerated() {
                let cells = draw(piece, color, style, from: shift * number)
                // Lines with the same name take turns, so that the badges do not cover the lines.
                let shift = 7 * layer.color + 24 * (number % Self.maximumTurns)
                let every = 24 * min(max(1, pieces.count), Self.maximumTurns)
                if let badge = style.badge { put(badge, on: cells, from: shift, every: every, color) }
            }
        case .band(let pieces): for piece in pieces { fill(piece, color) }
        case .ranges(let spans): for span in spans { draw(span, color) }
        case .points(let points):
            for point in points { set(Int(dotX(point.x)), Int(dotY(point.y)), color, "+") }
        case .crosses(let points): for point in points { put("+", column(of: point.x), row(of: point.y), color) }
        case .uprights(let positions):
            for position in positions {
                for row in 0..<rows { backs[row * columns + column(of: position)] = hasUnicode ? "│" : "|" }
            }
        case .bars(let bars): for bar in bars { draw(bar, color) }
        case .cells(let cells): draw(cells, color)
        case .labels(let labels): for label in labels { write(label, color) }
        }
    }

    // MARK: - Dots

    /// Draws a line and returns the characters that it crosses.
    private mutating func draw(
        _ points: [Figure.Point], _ color: Int, _ style: LineStyle, from first: Int
    ) -> [(column: Int, row: Int)] {
        var cells: [(column: Int, row: Int)] = []
        if points.count == 1, let point = points.first {
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                set(Int(dotX(point.x)) + dx, Int(dotY(point.y)) + dy, color, style.mark)
            }
            cells.append((column(of: point.x), row(of: point.y)))
        }
        // Count dashes along the line, so that they are regular in steep lines and across short segments.
        var number = first
        var last: (column: Int, row: Int)?
        for (from, to) in zip(points, points.dropFirst()) {
            let (startX, startY, endX, endY) = (dotX(from.x), dotY(from.y), dotX(to.x), dotY(to.y))
            let steps = max(1, Int(max(abs(endX - startX), abs(endY - startY))))
            for step in 0...steps {
                let fraction = Double(step) / Double(steps)
                let column = Int((startX + (endX - startX) * fraction).rounded())
                let row = Int((startY + (endY - startY) * fraction).rounded())
                if let last, last == (column, row) { continue }
                last = (column, row)
                if style.isDrawn(number) { set(column, row, color, style.mark) }
                number += 1
                let cell = (column: column / 2, row: row / 4)
                if cells.last.map({ $0 != cell }) ?? true { cells.append(cell) }
            }
        }
        return cells
    }

    /// The number of lines with the same name after which badges return to the position of the first.
    private static let maximumTurns = 3

    /// Puts a badge on a line at regular intervals.
    private mutating func put(
        _ badge: Character, on cells: [(column: Int, row: Int)], from shift: Int, every: Int, _ color: Int
    ) {
        let first = min((3 + shift) % every, max(0, cells.count - 1))
        for position in stride(from: first, to: cells.count, by: every) {
            put(badge, cells[position].column, cells[position].row, color)
        }
    }

    /// Fills every other dot of the area, lighter than any line.
    private mutating func fill(_ spans: [Figure.VerticalRange], _ color: Int) {
        for (from, to) in zip(spans, spans.dropFirst()) {
            let (start, end) = (Int(dotX(from.x)), Int(dotX(to.x)))
            for column in start...max(start, end) {
                let fraction = end > start ? Double(column - start) / Double(end - start) : 0
                let top = Int(dotY(from.high + (to.high - from.high) * fraction))
                let bottom = Int(dotY(from.low + (to.low - from.low) * fraction))
                for row in min(top, bottom)...max(top, bottom) where (row + column) % 2 == 0 && row % 2 == 0 {
                    guard let cell = cell(column, row) else { continue }
                    fills[cell] |= Self.braille[row % 4][column % 2]
                    fillColors[cell] = color
                }
            }
        }
    }

    /// Draws a vertical bar with a cap at both ends.
    private mutating func draw(_ span: Figure.VerticalRange, _ color: Int) {
        let (column, top, bottom) = (Int(dotX(span.x)), Int(dotY(span.high)), Int(dotY(span.low)))
        for row in min(top, bottom)...max(top, bottom) { set(column, row, color, "|") }
        for end in [top, bottom] { for side in [-1, 1] { set(column + side, end, color, "-") } }
    }

    private mutating func set(_ column: Int, _ row: Int, _ color: Int, _ mark: Character) {
        guard let cell = cell(column, row) else { return }
        dots[cell] |= Self.braille[row % 4][column % 2]
        marks[cell] = mark
        colors[cell] = color
    }

    /// Returns the index of the character with a dot; nil beyond the edge.
    private func cell(_ column: Int, _ row: Int) -> Int? {
        guard column >= 0, row >= 0, column < columns * 2, row < rows * 4 else { return nil }
        return row / 4 * columns + column / 2
    }

    /// The bits of a braille character (Unicode, block U+2800), by row and column.
    private static let braille: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    // MARK: - Characters

    /// Draws a bar from 0 to the right, accurate to an eighth of a character.
    private mutating func draw(_ bar: Figure.Point, _ color: Int) {
        let row = row(of: bar.y)
        let start = Self.clamped((0 - x.lowerBound) / (x.upperBound - x.lowerBound), to: columns * 8)
        let end = Self.clamped((bar.x - x.lowerBound) / (x.upperBound - x.lowerBound), to: columns * 8)
        guard end > start else { return }
        for column in Int(start) / 8...Int(end) / 8 {
            let eighths = min(8, Int(end) - column * 8 + 1)
            let mark: Character = hasUnicode ? Self.eighths[max(1, eighths) - 1] : "#"
            put(mark, column, row, color)
        }
    }

    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// Draws each character with the mean density of its cells.
    private mutating func draw(_ cells: Figure.Cells, _ color: Int) {
        let density = Palette.density(hasUnicode)
        let width = (x.upperBound - x.lowerBound) / Double(columns)
        for (number, fractions) in cells.rows.enumerated() where !fractions.isEmpty {
            let row = row(of: Double(number))
            for column in 0..<columns {
                let left = (x.lowerBound + width * Double(column) - cells.left) / cells.width
                let right = (x.lowerBound + width * Double(column + 1) - cells.left) / cells.width
                let middle = min(max(Int((left + right) / 2), 0), fractions.count - 1)
                let first = min(max(Int(left.rounded(.up)), 0), middle)
                let last = max(min(Int(right.rounded(.down)) - 1, fractions.count - 1), middle)
                let known = fractions[first...last].compactMap { $0 }
                guard !known.isEmpty else { continue }
                let fraction = known.reduce(0, +) / Double(known.count)
                // Any fraction above 0 is visible.
                let level = fraction <= 0 ? 0 : max(1, Int((fraction * Double(density.count - 1)).rounded()))
                put(density[min(level, density.count - 1)], column, row, color)
            }
        }
    }

    /// Writes a text to the right of its point; to the left if there is no room, or above it. It is left out if it
    /// would cover another text.
    private mutating func write(_ label: Figure.Label, _ color: Int) {
        let text = Array(label.text)
        let position = column(of: label.point.x)
        let row = max(0, row(of: label.point.y) - (label.isAbove ? 1 : 0))
        let isAxis = backs[row * columns + position] != nil
        let starts =
            label.isAbove
            ? [min(max(0, position - text.count / 2), columns - text.count)]
            : isAxis ? [position + 1] : [position + 2, position + 1, position - text.count]
        for start in starts where start >= 0 && start + text.count <= columns {
            let cells = row * columns + start..<row * columns + start + text.count
            let isFree = cells.allSatisfy { texts[$0] == nil }
            guard isFree else { continue }
            // Clear the dots beside the text.
            for side in [start - 1, start + text.count] where side >= 0 && side < columns {
                let cell = row * columns + side
                if texts[cell] == nil { (dots[cell], fills[cell]) = (0, 0) }
            }
            for (offset, character) in text.enumerated() {
                put(hasUnicode || character.isASCII ? character : "?", start + offset, row, color)
            }
            return
        }
    }

    private mutating func put(_ character: Character, _ column: Int, _ row: Int, _ color: Int) {
        guard column >= 0, column < columns, row >= 0, row < rows else { return }
        texts[row * columns + column] = character
        colors[row * columns + column] = color
    }

    /// Returns a row of characters without trailing spaces.
    func line(_ row: Int, _ style: TerminalFigure.FigureStyle) -> String {
        var text = ""
        var last = -1
        var cells: [(Character, Int?)] = []
        for column in 0..<columns {
            let cell = row * columns + column
            if let character = texts[cell] {
                cells.append((character, colors[cell]))
                if character != " " { last = column }
                continue
            }
            let isFill = dots[cell] == 0
            let shown = isFill ? fills[cell] : dots[cell]
            guard shown != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(shown)) else {
                cells.append((backs[cell] ?? " ", nil))
                if backs[cell] != nil { last = column }
                continue
            }
            let plain = isFill ? "." : marks[cell] ?? "*"
            cells.append((hasUnicode ? Character(scalar) : plain, isFill ? fillColors[cell] : colors[cell]))
            last = column
        }
        var run = ""
        var runColor: Int?
        func flush() {
            text += run.isEmpty ? "" : runColor.map { Palette.colored(run, $0, style.hasColor) } ?? run
            run = ""
        }
        for (character, color) in cells.prefix(last + 1) {
            if color != runColor {
                flush()
                runColor = color
            }
            run.append(character)
        }
        flush()
        return text
    }
}
