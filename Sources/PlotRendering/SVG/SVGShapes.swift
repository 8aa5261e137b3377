import Plots

/// The elements of one layer.
struct SVGShapes {
    /// The elements.
    private(set) var text = ""
    private let area: SVGArea
    private let color: String

    /// Draws a layer.
    ///
    /// - Parameter isCrowded: true for thin lines, of which there are many.
    init(_ area: SVGArea, _ layer: Figure.Layer, isCrowded: Bool) {
        self.area = area
        color = SVGFigure.color(of: layer)
        switch layer.shape {
        case .line(let pieces): addLines(pieces, isCrowded ? "l t" : "l")
        case .dashed(let pieces): addLines(pieces, isCrowded || layer.shade != nil ? "l t" : "l d")
        case .band(let pieces): addBands(pieces)
        case .ranges(let spans): addRanges(spans)
        case .points(let points): add("p", points.map { "M\(pixels($0))h0" }.joined())
        case .crosses(let points): add("x", points.map { "M\(pixels($0))m-4 0h8m-4-4v8" }.joined())
        case .uprights(let positions): addUprights(positions)
        case .bars(let bars): addBars(bars)
        case .cells(let cells): addCells(cells)
        case .labels(let labels): addLabels(labels, isCrowded: isCrowded)
        }
    }

    private mutating func add(_ name: String, _ path: String) {
        if !path.isEmpty { text += "<path class=\"\(name) \(color)\" d=\"\(path)\"/>" }
    }

    private func pixels(_ point: Figure.Point) -> String {
        "\(SVGText.number(area.horizontal(point.x))) \(SVGText.number(area.vertical(point.y)))"
    }

    private mutating func addLines(_ pieces: [[Figure.Point]], _ name: String) {
        let lines = pieces.filter { $0.count > 1 }
        add(name, lines.map { "M" + $0.map(pixels).joined(separator: "L") }.joined())
        // A piece of one point is a dot.
        add("p", pieces.filter { $0.count == 1 }.map { "M\(pixels($0[0]))h0" }.joined())
    }

    private mutating func addBands(_ pieces: [[Figure.VerticalRange]]) {
        let areas = pieces.filter { $0.count > 1 }.map { piece in
            let upper = piece.map { pixels(.init(x: $0.x, y: $0.high)) }
            let lower = piece.reversed().map { pixels(.init(x: $0.x, y: $0.low)) }
            return "M" + (upper + lower).joined(separator: "L") + "z"
        }
        add("b", areas.joined())
        addRanges(pieces.filter { $0.count == 1 }.flatMap { $0 })
    }

    private mutating func addRanges(_ spans: [Figure.VerticalRange]) {
        let bars = spans.map { span in
            let (x, low, high) = (area.horizontal(span.x), area.vertical(span.low), area.vertical(span.high))
            let (left, bottom, top) = (SVGText.number(x - 4), SVGText.number(low), SVGText.number(high))
            return "M\(left) \(top)h8m-4 0V\(bottom)m-4 0h8"
        }
        add("v", bars.joined())
    }

    private mutating func addUprights(_ positions: [Double]) {
        let (top, bottom) = (SVGText.number(area.top), SVGText.number(area.bottom))
        let lines = positions.map { "M\(SVGText.number(area.horizontal($0))) \(top)V\(bottom)" }
        if !lines.isEmpty { text += "<path class=\"axis\" d=\"\(lines.joined())\"/>" }
    }

    private mutating func addBars(_ bars: [Figure.Point]) {
        let start = area.horizontal(0)
        let path = bars.map { bar in
            let y = area.vertical(bar.y)
            let length = max(area.horizontal(bar.x) - start, 0.5)
            return
                "M\(SVGText.number(start)) \(SVGText.number(y - 6))h\(SVGText.number(length))v12H\(SVGText.number(start))z"
        }
        add("r", path.joined())
    }

    /// The number of different opacities of cells.
    private static let levels = 20

    /// Adds cells: one path for each opacity, with neighbours of the same opacity as one rectangle.
    private mutating func addCells(_ cells: Figure.Cells) {
        var paths = [String](repeating: "", count: Self.levels + 1)
        for (row, values) in cells.rows.enumerated() {
            let (top, bottom) = (area.vertical(Double(row) + 0.5), area.vertical(Double(row) - 0.5))
            var start = 0
            while start < values.count {
                let level = Self.level(values[start])
                var end = start + 1
                while end < values.count, Self.level(values[end]) == level { end += 1 }
                if level > 0 {
                    let left = area.horizontal(cells.left + cells.width * Double(start))
                    let right = area.horizontal(cells.left + cells.width * Double(end))
                    let (x, y) = (SVGText.number(left), SVGText.number(top + 0.5))
                    paths[level] +=
                        "M\(x) \(y)H\(SVGText.number(right))v\(SVGText.number(bottom - top - 1))H\(x)z"
                }
                start = end
            }
        }
        for (level, path) in paths.enumerated() where !path.isEmpty {
            let opacity = Double(level) / Double(Self.levels)
            text += "<path class=\"c \(color)\" fill-opacity=\"\(opacity)\" d=\"\(path)\"/>"
        }
    }

    private static func level(_ fraction: Double?) -> Int {
        guard let fraction, fraction > 0 else { return 0 }
        return max(1, Int((min(fraction, 1) * Double(levels)).rounded()))
    }

    private mutating func addLabels(_ labels: [Figure.Label], isCrowded: Bool) {
        var used: [(x: Double, y: Double)] = []
        for label in labels {
            let (x, y) = (area.horizontal(label.point.x), area.vertical(label.point.y))
            // Texts that would cover each other are left out at crowded axes.
            if isCrowded, used.contains(where: { abs($0.x - x) < 1 && abs($0.y - y) < 11 }) { continue }
            used.append((x, y))
            let text = SVGText.cut(label.text, to: 120, size: 12)
            self.text +=
                label.isAbove
                ? SVGPanel.words(text, x: x, y: y - 8, "halo m") : SVGPanel.words(text, x: x + 5, y: y + 4, "halo")
        }
    }

    // MARK: - Legend

    /// Returns the sample of a layer in the legend, 30 pixels wide.
    static func sample(of layer: Figure.Layer, x: Double, y: Double) -> String {
        let color = SVGFigure.color(of: layer)
        func path(_ name: String, _ path: String) -> String {
            "<path class=\"\(name) \(color)\" d=\"M\(SVGText.number(x)) \(SVGText.number(y))\(path)\"/>"
        }
        return switch layer.shape {
        case .line: path("l", "h28")
        case .dashed: path(layer.shade == nil ? "l d" : "l", "h28")
        case .band: path("b", "m0-6h28v12h-28z")
        case .ranges: path("v", "m10-6h8m-4 0v12m-4 0h8")
        case .points: path("p", "m6 0h0m8 0h0m8 0h0")
        case .crosses: path("x", "m10 0h8m-4-4v8")
        case .bars, .cells: path("r", "m0-6h28v12h-28z")
        case .uprights, .labels: ""
        }
    }
}
