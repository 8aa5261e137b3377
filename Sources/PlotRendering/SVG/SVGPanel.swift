import Plots

/// One panel of a figure with its axes, legend and note.
struct SVGPanel {
    /// The elements of the panel.
    private(set) var text = ""
    /// The lower end of the panel in pixels.
    private(set) var bottom: Double

    private let figure: Figure
    private let area: SVGArea
    private let width: Double

    private static let size = 12.0
    private static let row = 18.0
    /// The length of the longest slanted name.
    private static let longestSlanted = 130.0

    /// Draws a panel that has something to draw, below a height in pixels.
    init(_ original: Figure, width: Double, height: Double, top: Double) {
        let figure = original.onScales.thinned(to: Int(width))
        let rows = figure.fixedRows
        let extent = figure.extent ?? (0...1, 0...1)
        let inner = rows > 0 ? Double(rows) * Self.row : height - 60
        let isParallel = figure.uprights != nil
        let vertical = Ticks(figure.vertical, extent.y, maximum: max(2, Int(inner / 42)), hasRoom: rows == 0)
        let widest = vertical.marks.map { SVGText.width($0.label, size: Self.size) }.max() ?? 0
        let hasLabel = !figure.vertical.label.isEmpty
        let left =
            isParallel ? Self.room(for: figure, width: width) : min(widest, width * 0.4) + 14 + (hasLabel ? 20 : 0)
        let right = width - (isParallel ? 84 : 16)
        let across = Ticks(figure.horizontal, extent.x, maximum: max(2, Int((right - left) / 70)), hasRoom: false)
        self.figure = figure
        self.width = width
        area = SVGArea(
            left: left, right: right, top: top + 16, bottom: top + 16 + inner, x: across.range, y: vertical.range)
        bottom = area.bottom
        if !isParallel { addVertical(vertical, widest: min(widest, width * 0.4), isNamed: rows > 0) }
        addHorizontal(across)
        text += frame(original)
        for layer in figure.layers { text += SVGShapes(area, layer, isCrowded: isParallel).text }
        addFoot()
    }

    // MARK: - Axes

    /// Returns true if the names of so many vertical axes are too wide to stand beside one another.
    private static func isSlanted(_ names: [String], width: Double) -> Bool {
        let widest = names.map { SVGText.width($0, size: size) }.max() ?? 0
        return names.count > 1 && widest > (width - 96) / Double(names.count - 1) - 8
    }

    /// Returns the space to the left of vertical axes: slanted names end at their axes.
    private static func room(for figure: Figure, width: Double) -> Double {
        let names = figure.horizontal.names?.map(\.text) ?? []
        guard isSlanted(names, width: width), let first = names.first else { return 12 }
        return max(12, min(SVGText.width(first, size: size), longestSlanted) * 0.77)
    }

    private mutating func addVertical(_ ticks: Ticks, widest: Double, isNamed: Bool) {
        let (left, right) = (SVGText.number(area.left), SVGText.number(area.right))
        for mark in ticks.marks where area.y.contains(mark.position) {
            let y = area.vertical(mark.position)
            if !isNamed { text += "<path class=\"grid\" d=\"M\(left) \(SVGText.number(y))H\(right)\"/>" }
            let label = SVGText.cut(mark.label, to: widest + 2, size: Self.size)
            text += Self.words(label, x: area.left - 7, y: y + 4, "e")
        }
        text +=
            "<path class=\"axis\" d=\"M\(left) \(SVGText.number(area.top))V\(SVGText.number(area.bottom))H\(right)\"/>"
        guard !figure.vertical.label.isEmpty else { return }
        let label = SVGText.cut(figure.vertical.label, to: area.bottom - area.top + 20, size: Self.size)
        let (x, y) = (SVGText.number(13), SVGText.number((area.top + area.bottom) / 2))
        text += "<text class=\"m\" transform=\"translate(\(x) \(y)) rotate(-90)\">\(SVGText.escaped(label))</text>"
    }

    private mutating func addHorizontal(_ ticks: Ticks) {
        let marks = ticks.marks.filter { area.x.contains($0.position) }
        if figure.uprights != nil { return addNames(marks) }
        guard figure.horizontal.names?.isEmpty != true, !marks.isEmpty else { return }
        let widest = marks.map { SVGText.width($0.label, size: Self.size) }.max() ?? 0
        // A name is never left out, unlike a number between others.
        if figure.horizontal.names != nil, widest + 6 > (area.right - area.left) / Double(marks.count) {
            for mark in marks { addSlanted(mark, isBelowTick: true) }
            bottom = area.bottom + 28 + min(widest, Self.longestSlanted) * 0.65
            return
        }
        var end = -Double.infinity
        for mark in marks {
            let x = area.horizontal(mark.position)
            let half = SVGText.width(mark.label, size: Self.size) / 2
            guard x - half > end + 6 else { continue }
            end = x + half
            text += "<path class=\"axis\" d=\"M\(SVGText.number(x)) \(SVGText.number(area.bottom))v4\"/>"
            text += Self.words(mark.label, x: x, y: area.bottom + 18, "m")
        }
        bottom = area.bottom + 22
    }

    /// Adds the names below vertical axes; crowded names are slanted.
    private mutating func addNames(_ marks: [Ticks.Mark]) {
        let gap = marks.count > 1 ? (area.right - area.left) / Double(marks.count - 1) : area.right - area.left
        let widest = marks.map { SVGText.width($0.label, size: Self.size) }.max() ?? 0
        let isSlanted = Self.isSlanted(marks.map(\.label), width: width)
        for mark in marks {
            let x = area.horizontal(mark.position)
            if isSlanted {
                addSlanted(mark)
            } else {
                let label = SVGText.cut(mark.label, to: gap + 60, size: Self.size)
                text += Self.words(label, x: x, y: area.bottom + 18, mark.position == marks.first?.position ? "" : "m")
            }
        }
        bottom = area.bottom + (isSlanted ? 28 + min(widest, Self.longestSlanted) * 0.65 : 24)
    }

    /// Adds a slanted name that ends below its position, cut so that it begins within the figure.
    private mutating func addSlanted(_ mark: Ticks.Mark, isBelowTick: Bool = false) {
        let x = area.horizontal(mark.position)
        let longest = min(Self.longestSlanted, x / 0.77 + 1)
        let label = SVGText.cut(mark.label, to: longest, size: Self.size)
        if isBelowTick { text += "<path class=\"axis\" d=\"M\(SVGText.number(x)) \(SVGText.number(area.bottom))v4\"/>" }
        let place = "translate(\(SVGText.number(x)) \(SVGText.number(area.bottom + 16))) rotate(-40)"
        text += "<text class=\"e\" transform=\"\(place)\">\(SVGText.escaped(label))</text>"
    }

    /// Returns an invisible element with the ends of the axes: `left right low high scale`, in pixels and values.
    private func frame(_ original: Figure) -> String {
        func ends(_ first: Double, _ last: Double, _ range: ClosedRange<Double>, _ axis: Axis) -> String {
            "\(SVGText.number(first)) \(SVGText.number(last)) \(range.lowerBound) \(range.upperBound) \(axis.scale.rawValue)"
        }
        let x = ends(area.left, area.right, area.x, original.horizontal)
        let y = ends(area.bottom, area.top, area.y, original.vertical)
        return "<path class=\"frame\" data-x=\"\(x)\" data-y=\"\(y)\"/>"
    }

    // MARK: - Label, legend and note

    private mutating func addFoot() {
        if !figure.horizontal.label.isEmpty, figure.uprights == nil {
            let label = SVGText.cut(figure.horizontal.label, to: area.right - area.left, size: Self.size)
            text += Self.words(label, x: (area.left + area.right) / 2, y: bottom + 14, "m")
            bottom += 20
        }
        if figure.legend != .off { addLegend() }
        if let note = figure.note {
            for line in Self.wrapped(note, to: width - 24) {
                text += Self.words(line, x: 12, y: bottom + 14, "note")
                bottom += 16
            }
        }
        bottom += 4
    }

    private mutating func addLegend() {
        let named = figure.legendLayers
        guard named.count > 1 || named.contains(where: \.shape.areCells) else { return }
        var x = 12.0
        bottom += 4
        for layer in named.reversed() {
            let name = SVGText.cut(layer.name, to: width - 70, size: Self.size)
            let length = 36 + SVGText.width(name, size: Self.size) + 16
            if x > 12, x + length > width { (x, bottom) = (12, bottom + Self.row) }
            text += SVGShapes.sample(of: layer, x: x, y: bottom + 10)
            text += Self.words(name, x: x + 36, y: bottom + 14, "")
            x += length
        }
        bottom += Self.row
    }

    private static func wrapped(_ text: String, to width: Double) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, SVGText.width(last + " " + word, size: 11) < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(SVGText.cut(String(word), to: width, size: 11))
            }
        }
    }

    static func words(_ text: String, x: Double, y: Double, _ name: String) -> String {
        let name = name.isEmpty ? "" : " class=\"\(name)\""
        return "<text\(name) x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\">\(SVGText.escaped(text))</text>"
    }
}

/// The area of a panel between its axes: pixels and values.
struct SVGArea {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    /// Returns the horizontal pixel of a value.
    func horizontal(_ value: Double) -> Double { left + (right - left) * Self.fraction(value, x) }

    /// Returns the vertical pixel of a value.
    func vertical(_ value: Double) -> Double { bottom - (bottom - top) * Self.fraction(value, y) }

    private static func fraction(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        let width = range.upperBound - range.lowerBound
        return width > 0 ? (value - range.lowerBound) / width : 0.5
    }
}

extension Figure.Shape {
    /// True for a heat map, which the legend must explain.
    fileprivate var areCells: Bool { if case .cells = self { true } else { false } }
}
