import Foundation
public import Plots

/// A renderer that draws figures with braille characters of eight dots each, or with ASCII.
public struct TerminalFigure {
    /// The capabilities of the terminal.
    public struct FigureStyle: Hashable, Sendable {
        /// True if layers have colours.
        public let hasColor: Bool
        /// True if braille and box-drawing characters can be shown.
        public let hasUnicode: Bool
        /// True if the colours are those for a light background.
        public let isLight: Bool

        /// Creates a style.
        public init(hasColor: Bool, hasUnicode: Bool, isLight: Bool = false) {
            self.hasColor = hasColor
            self.hasUnicode = hasUnicode
            self.isLight = isLight
        }
    }

    /// Creates a renderer.
    public init() {}

    /// Returns all colours that figures use on a light or a dark background, as indices into a palette of 256.
    package static func colors(isLight: Bool) -> [Int] { Palette.terminalColors(isLight: isLight) }

    /// Returns the figure in at most `rows` lines of at most `columns` characters; more lines only if it has rows of
    /// cells or bars, which need a line each. A window of fewer than 20 columns or 6 rows is treated as one of that
    /// size.
    public func render(_ figure: Figure, columns: Int, rows: Int, style: FigureStyle) -> [String] {
        let panels = figure.panels.filter { $0.extent != nil }
        guard !panels.isEmpty else { return ["nothing to draw"] }
        let fraction = max(6, rows) / panels.count
        return panels.enumerated().flatMap { number, panel in
            let lines = lines(panel.onScales, columns: max(20, columns), rows: max(6, fraction), style)
            // The title is at the top, whichever panel is the first with something to draw.
            let isUntitled = number == 0 && panel.title == nil
            return (isUntitled ? figure.title.map { [Self.centred($0, in: max(20, columns), style)] } ?? [] : [])
                + lines
        }
    }

    private func lines(_ figure: Figure, columns: Int, rows: Int, _ style: FigureStyle) -> [String] {
        guard let extent = figure.extent else { return [] }
        let note = figure.note.map { wrapped($0, columns: columns, style) } ?? []
        let legend = figure.legend == .off ? [] : legend(figure, columns: columns, style)
        let label = figure.vertical.label.isEmpty ? [] : [Self.cut(figure.vertical.label, to: columns, style)]
        let title = figure.title.map { [Self.centred($0, in: columns, style)] } ?? []
        let isFixed = figure.fixedRows > 0
        let above = title + (figure.legend == .above ? legend : []) + label
        let below = (figure.legend == .below ? legend : []) + note
        // The axis line and tick labels below the canvas, and the axis label below them.
        let foot = figure.horizontal.label.isEmpty ? 2 : 3
        let height = isFixed ? figure.fixedRows : max(2, rows - above.count - below.count - foot)
        var body = body(figure, extent, columns: columns, height: height, style)
        let excess = above.count + body.count + below.count - rows
        if !isFixed, excess > 0, height > Self.leastHeight {
            // Names that did not fit beside one another took additional lines.
            let rest = max(Self.leastHeight, height - excess)
            body = self.body(figure, extent, columns: columns, height: rest, style)
        }
        return above + body + below
    }

    /// The minimum height of a readable canvas.
    private static let leastHeight = 8

    /// Returns the canvas with its axes.
    private func body(
        _ figure: Figure, _ extent: (x: ClosedRange<Double>, y: ClosedRange<Double>), columns: Int, height: Int,
        _ style: FigureStyle
    ) -> [String] {
        let isFixed = figure.fixedRows > 0
        let vertical = Ticks(figure.vertical, extent.y, maximum: max(2, height / 3), hasRoom: !isFixed)
        let maximum = figure.vertical.names == nil ? columns / 2 : columns * 2 / 5
        let greatest = isFixed ? nil : greatest(extent.y.upperBound, figure.vertical, vertical, height: height)
        let labelWidths = (vertical.marks.map(\.label) + [greatest ?? ""]).map(\.count)
        let margin = min((labelWidths.max() ?? 0) + 1, maximum)
        let width = columns - margin - 1
        let horizontal = Ticks(figure.horizontal, extent.x, maximum: max(1, width / 10), hasRoom: false)
        let labels = UprightLabels(figure, width: width, style)
        let thinned = labels.figure.thinned(to: width)
        // A text above the topmost line needs one more row.
        let top = thinned.hasTextAbove ? (vertical.range.upperBound - vertical.range.lowerBound) / Double(height) : 0
        let right = max(
            (horizontal.range.upperBound - horizontal.range.lowerBound) * Double(labels.room)
                / Double(width - labels.room), BarLabels.room(in: figure, horizontal.range, width: width))
        var canvas = Canvas(
            columns: width, rows: height, x: horizontal.range.lowerBound...horizontal.range.upperBound + right,
            y: vertical.range.lowerBound...vertical.range.upperBound + top, hasUnicode: style.hasUnicode,
            isLight: style.isLight)
        for (layer, lineStyle) in zip(thinned.layers, thinned.lineStyles) { canvas.draw(layer, lineStyle) }
        var lines: [String] = []
        var marks = Dictionary(
            vertical.marks.map { (canvas.row(of: $0.position), $0.label) }, uniquingKeysWith: { first, _ in first })
        if let greatest { marks[canvas.row(of: extent.y.upperBound)] = greatest }
        let (line, tick, corner, rule) = style.hasUnicode ? ("│", "┤", "└", "─") : ("|", "+", "+", "-")
        // The first vertical axis is already there.
        let bar = figure.uprights == nil ? line : " "
        for row in 0..<height {
            let label = marks[row].map { Self.cut($0, to: margin - 1, style) } ?? ""
            let blanks = String(repeating: " ", count: max(0, margin - 1 - label.count))
            lines.append(blanks + label + " " + (marks[row] == nil ? bar : tick) + canvas.line(row, style))
        }
        lines.append(String(repeating: " ", count: margin) + corner + String(repeating: rule, count: width))
        return lines
            + TerminalAxis(canvas: canvas, margin: margin + 1, columns: columns)
            .lines(horizontal.marks, figure.horizontal, style, listed: labels.listed)
    }

    /// Returns a label for the greatest drawn value if the topmost mark is at least two rows below it; otherwise nil.
    private func greatest(_ value: Double, _ axis: Axis, _ ticks: Ticks, height: Int) -> String? {
        guard axis.names == nil, axis.scale == .linear, let last = ticks.marks.last else { return nil }
        let rows = (value - last.position) / (ticks.range.upperBound - ticks.range.lowerBound) * Double(height)
        return rows >= 2 ? String(format: "%.4g", value) : nil
    }

    private func wrapped(_ text: String, columns: Int, _ style: FigureStyle) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            let word = Self.cut(String(word), to: columns - 2, style)
            if let last = lines.last, last.count + 1 + word.count <= columns {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append("  " + word)
            }
        }
    }

    private func legend(_ figure: Figure, columns: Int, _ style: FigureStyle) -> [String] {
        let listed = figure.legendLayers(joinsDashes: false)
        let named = zip(figure.layers, figure.lineStyles).filter { listed.contains($0.0) }
        guard named.count > 1 || named.contains(where: { $0.0.shape.isShaded }) else { return [] }
        var lines: [String] = []
        var line = ""
        var width = 0
        for (layer, lineStyle) in named.reversed() {
            let mark = Palette.mark(of: layer.shape, lineStyle, hasUnicode: style.hasUnicode)
            let text = " " + Self.cut(layer.name, to: columns - mark.count - 4, style)
            let size = mark.count + text.count + 3
            if width + size > columns, !line.isEmpty {
                lines.append(line)
                (line, width) = ("", 0)
            }
            line +=
                "  " + Palette.colored(mark, Palette.terminal(layer, isLight: style.isLight), style.hasColor) + text
                + " "
            width += size
        }
        return lines + [line]
    }

    private static func centred(_ text: String, in columns: Int, _ style: FigureStyle) -> String {
        let cut = cut(text, to: columns, style)
        return String(repeating: " ", count: (columns - cut.count) / 2) + cut
    }

    /// Returns a text cut to so many columns; for ASCII output, other characters are replaced.
    static func cut(_ text: String, to columns: Int, _ style: FigureStyle) -> String {
        let shown = style.hasUnicode ? text : String(text.map { $0.isASCII ? $0 : $0 == "–" ? "-" : "?" })
        let end = style.hasUnicode ? "…" : ".."
        guard shown.count > columns else { return shown }
        return columns > end.count ? String(shown.prefix(columns - end.count)) + end : String(shown.prefix(columns))
    }
}

extension Figure {
    /// True if a text is above its point.
    fileprivate var hasTextAbove: Bool {
        layers.contains { if case .labels(let labels) = $0.shape { labels.contains(where: \.isAbove) } else { false } }
    }
}

extension Figure.Shape {
    /// True if the legend must explain dense and light cells.
    fileprivate var isShaded: Bool { if case .cells = self { true } else { false } }
}
