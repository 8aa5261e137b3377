/// A grid of dots over the characters of a terminal, with a colour a character.
struct Canvas {
    private let columns: Int
    private let rows: Int
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>
    private let hasUnicode: Bool
    /// The braille dots of each character, or its ASCII mark.
    private var dots: [UInt8]
    private var marks: [Character?]
    private var colors: [Int?]

    init(columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, hasUnicode: Bool) {
        self.columns = columns
        self.rows = rows
        self.x = x
        self.y = y
        self.hasUnicode = hasUnicode
        dots = [UInt8](repeating: 0, count: columns * rows)
        marks = [Character?](repeating: nil, count: columns * rows)
        colors = [Int?](repeating: nil, count: columns * rows)
    }

    /// The character row of a height, from above.
    func row(of value: Double) -> Int { min(rows - 1, max(0, Int(dotY(value)) / 4)) }

    /// The character column of a place.
    func column(of value: Double) -> Int { min(columns - 1, max(0, Int(dotX(value)) / 2)) }

    private func dotX(_ value: Double) -> Double {
        Self.clamped((value - x.lowerBound) / (x.upperBound - x.lowerBound), to: columns * 2)
    }

    private func dotY(_ value: Double) -> Double {
        Self.clamped((y.upperBound - value) / (y.upperBound - y.lowerBound), to: rows * 4)
    }

    /// The dot at a share of the dots; numbers too large for a scale end at its edge.
    private static func clamped(_ share: Double, to dots: Int) -> Double {
        min(max((share * Double(dots - 1)).rounded(), 0), Double(dots - 1))
    }

    mutating func draw(_ layer: Figure.Layer) {
        switch layer.shape {
        case .line(let pieces): for piece in pieces { draw(piece, layer.color, mark: "*") { _ in true } }
        // Four dots on, two off.
        case .dashed(let pieces): for piece in pieces { draw(piece, layer.color, mark: "o") { $0 % 6 < 4 } }
        case .band(let pieces): for piece in pieces { fill(piece, layer.color) }
        case .points(let points):
            for point in points { set(Int(dotX(point.x)), Int(dotY(point.y)), layer.color, "+") }
        }
    }

    private mutating func draw(_ points: [Figure.Point], _ color: Int, mark: Character, _ isOn: (Int) -> Bool) {
        if points.count == 1, let point = points.first {
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                set(Int(dotX(point.x)) + dx, Int(dotY(point.y)) + dy, color, mark)
            }
        }
        for (from, to) in zip(points, points.dropFirst()) {
            let (startX, startY, endX, endY) = (dotX(from.x), dotY(from.y), dotX(to.x), dotY(to.y))
            let steps = max(1, Int(max(abs(endX - startX), abs(endY - startY))))
            for step in 0...steps {
                let share = Double(step) / Double(steps)
                let column = Int((startX + (endX - startX) * share).rounded())
                guard isOn(column) else { continue }
                set(column, Int((startY + (endY - startY) * share).rounded()), color, mark)
            }
        }
    }

    /// Every other dot of the area, so that lines stand out of it.
    private mutating func fill(_ spans: [Figure.Span], _ color: Int) {
        for (from, to) in zip(spans, spans.dropFirst()) {
            let (start, end) = (Int(dotX(from.x)), Int(dotX(to.x)))
            for column in start...max(start, end) {
                let share = end > start ? Double(column - start) / Double(end - start) : 0
                let top = Int(dotY(from.high + (to.high - from.high) * share))
                let bottom = Int(dotY(from.low + (to.low - from.low) * share))
                for row in min(top, bottom)...max(top, bottom) where (row + column) % 2 == 0 && row % 2 == 0 {
                    set(column, row, color, ".")
                }
            }
        }
    }

    private mutating func set(_ column: Int, _ row: Int, _ color: Int, _ mark: Character) {
        guard column >= 0, row >= 0, column < columns * 2, row < rows * 4 else { return }
        let cell = row / 4 * columns + column / 2
        dots[cell] |= Self.braille[row % 4][column % 2]
        marks[cell] = mark
        colors[cell] = color
    }

    /// The bits of a braille character (Unicode, block U+2800), by row and column.
    private static let braille: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    /// A row of characters, without blanks at its end.
    func line(_ row: Int, _ style: TerminalFigure.Style) -> String {
        var text = ""
        var last = -1
        var cells: [(Character, Int?)] = []
        for column in 0..<columns {
            let cell = row * columns + column
            guard dots[cell] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots[cell])) else {
                cells.append((" ", nil))
                continue
            }
            cells.append((hasUnicode ? Character(scalar) : marks[cell] ?? "*", colors[cell]))
            last = column
        }
        var run = ""
        var runColor: Int?
        func flush() {
            text += runColor.map { Palette.colored(run, $0, style.hasColor) } ?? run
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
