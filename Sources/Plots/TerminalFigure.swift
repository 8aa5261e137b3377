/// Draws a figure with characters: braille dots, eight to a character, or ASCII where only that can be shown.
public struct TerminalFigure {
    /// What the terminal can show.
    public struct Style: Hashable, Sendable {
        /// Whether layers have colours.
        public let hasColor: Bool
        /// Whether braille and box characters can be shown.
        public let hasUnicode: Bool

        /// What the terminal can show.
        public init(hasColor: Bool, hasUnicode: Bool) {
            self.hasColor = hasColor
            self.hasUnicode = hasUnicode
        }
    }

    /// Draws figures.
    public init() {}

    /// The figure as `rows` lines or fewer, none wider than `columns`. A window of fewer than 20 columns or 6 rows is
    /// taken as one of that size.
    public func render(_ figure: Figure, columns: Int, rows: Int, style: Style) -> [String] {
        guard let extent = figure.extent else { return ["nothing to draw"] }
        let columns = max(20, columns)
        let legend = legend(figure, columns: columns, style)
        let fixed = (figure.title == nil ? 0 : 1) + 3 + legend.count
        let height = max(2, max(6, rows) - fixed)
        let vertical = Ticks(extent.y, most: max(2, height / 3), isWhole: figure.vertical.isWhole)
        let labels = vertical.values.map(vertical.label)
        let margin = min((labels.map(\.count).max() ?? 0) + 1, columns / 2)
        let width = columns - margin - 1
        let horizontal = Ticks(
            extent.x, most: max(1, width / 10), isWhole: figure.horizontal.isWhole, hasRoom: false)
        var canvas = Canvas(
            columns: width, rows: height, x: horizontal.range, y: vertical.range, hasUnicode: style.hasUnicode)
        for layer in figure.layers { canvas.draw(layer) }
        var lines: [String] = []
        if let title = figure.title { lines.append(Self.centred(title, in: columns, style)) }
        lines.append(Self.cut(figure.vertical.label, to: columns, style))
        let marks = Dictionary(
            zip(vertical.values.map { canvas.row(of: $0) }, labels), uniquingKeysWith: { first, _ in first })
        let (bar, tick, corner, rule) = style.hasUnicode ? ("│", "┤", "└", "─") : ("|", "+", "+", "-")
        for row in 0..<height {
            let label = marks[row].map { String($0.suffix(margin - 1)) } ?? ""
            let blanks = String(repeating: " ", count: margin - 1 - label.count)
            lines.append(blanks + label + " " + (marks[row] == nil ? bar : tick) + canvas.line(row, style))
        }
        lines.append(String(repeating: " ", count: margin) + corner + String(repeating: rule, count: width))
        lines.append(Self.axis(horizontal, figure.horizontal.label, canvas, margin: margin + 1, columns: columns))
        return lines + legend
    }

    /// The labels below their places, each whole and apart from the next; the axis's own label at the end, where there
    /// is room.
    private static func axis(_ ticks: Ticks, _ label: String, _ canvas: Canvas, margin: Int, columns: Int) -> String {
        var line = [Character](repeating: " ", count: columns)
        var free = 0
        for value in ticks.values {
            let text = ticks.label(value)
            let place = margin + canvas.column(of: value)
            let start = min(max(free, place - text.count / 2), columns - text.count)
            guard start >= free, abs(start + text.count / 2 - place) <= text.count else { continue }
            line.replaceSubrange(start..<start + text.count, with: text)
            free = start + text.count + 1
        }
        let name = Array(label)
        if free + 1 + name.count <= columns {
            line.replaceSubrange(columns - name.count..<columns, with: name)
        } else if let place = gap(of: name.count + 2, in: line) {
            line.replaceSubrange(place + 1..<place + 1 + name.count, with: name)
        }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private static func gap(of size: Int, in line: [Character]) -> Int? {
        guard size <= line.count else { return nil }
        return (0...line.count - size).last { start in line[start..<start + size].allSatisfy { $0 == " " } }
    }

    private func legend(_ figure: Figure, columns: Int, _ style: Style) -> [String] {
        guard figure.layers.count > 1 else { return [] }
        var lines: [String] = []
        var line = ""
        var width = 0
        for layer in figure.layers.reversed() {
            let mark = Palette.mark(of: layer.shape, hasUnicode: style.hasUnicode)
            let text = " \(layer.name)"
            let size = mark.count + text.count + 3
            if width + size > columns, !line.isEmpty {
                lines.append(line)
                (line, width) = ("", 0)
            }
            line += "  " + Palette.colored(mark, layer.color, style.hasColor) + text + " "
            width += size
        }
        return lines + [line]
    }

    private static func centred(_ text: String, in columns: Int, _ style: Style) -> String {
        let cut = cut(text, to: columns, style)
        return String(repeating: " ", count: (columns - cut.count) / 2) + cut
    }

    private static func cut(_ text: String, to columns: Int, _ style: Style) -> String {
        let end = style.hasUnicode ? "…" : "..."
        return text.count <= columns ? text : String(text.prefix(columns - end.count)) + end
    }
}
