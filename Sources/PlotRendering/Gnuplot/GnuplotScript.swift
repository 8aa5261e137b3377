import Plots

/// The gnuplot script of a figure.
struct GnuplotScript {
    /// The complete script.
    let text: String

    private let layout: GnuplotLayout

    /// Writes the script of a figure on a page.
    init(_ figure: Figure, _ format: GnuplotFormat, on page: FigurePage) throws(GnuplotLayout.TooLow) {
        let panels = figure.panels.filter { $0.extent != nil }.map { $0.onScales.thinned(to: 200) }
        layout = try GnuplotLayout(panels, on: page)
        var lines = ["set terminal \(format.terminal(layout))", "set encoding utf8"]
        if panels.count > 1 { lines.append("set multiplot layout \(panels.count),1") }
        for (number, original) in panels.enumerated() {
            let above = number > 0 ? panels[number - 1].legendLayers : []
            let isRepeated =
                !above.isEmpty
                && original.legendLayers.allSatisfy { layer in
                    above.contains { $0.name == layer.name && $0.color == layer.color }
                }
            let panel = isRepeated && original.legend == .below ? original.with(legend: .off) : original
            let title = panel.title ?? (number == 0 ? figure.title : nil)
            lines += Self.lines(panel, title: title, prefix: "$p\(number)", layout, format)
        }
        if panels.count > 1 { lines.append("unset multiplot") }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// The height of the page in millimetres.
    var height: Double { layout.height }

    /// The width and height in pixels.
    var pixels: (width: Int, height: Int) { layout.pixels }

    // MARK: - A panel

    private static func lines(
        _ figure: Figure, title: String?, prefix: String, _ layout: GnuplotLayout, _ format: GnuplotFormat
    ) -> [String] {
        guard let extent = figure.extent else { return [] }
        let vertical = Ticks(
            figure.vertical, extent.y, maximum: layout.verticalTicks, hasRoom: figure.fixedRows == 0)
        let horizontal = Ticks(figure.horizontal, extent.x, maximum: layout.horizontalTicks, hasRoom: false)
        let hasBars = figure.layers.contains { if case .bars = $0.shape { true } else { false } }
        var lines = axes(figure, horizontal, vertical, layout, format)
        lines += [
            "set grid \(hasBars || figure.horizontal.names != nil ? "xtics" : "ytics") linecolor '#d8d8d8' linewidth 0.6",
            "unset colorbox", "unset arrow",
            "set style textbox opaque noborder fillcolor '#ffffff' margins 0.3,0.3",
        ]
        lines += margins(figure, vertical, layout)
        lines +=
            texts(figure, title: title, across: across(figure, vertical, layout), layout, format) + key(figure, layout)
        // At named axes, texts have a margin of their own; elsewhere they remain within the axes.
        let width = horizontal.range.upperBound - horizontal.range.lowerBound
        let edge =
            figure.horizontal.names != nil || hasBars ? Double.infinity : horizontal.range.upperBound - 0.12 * width
        var plots: [String] = []
        var entries: [String] = []
        let labelled = figure.withReadableLabels(columns: layout.columns)
        let isCrowded = (figure.horizontal.names?.count ?? 0) > GnuplotLayer.maximumRoomy
        let named = figure.legendLayers
        for (number, layer) in labelled.layers.enumerated() {
            let isNamed = layer.name.isEmpty || named.contains { $0.name == layer.name && $0.color == layer.color }
            let title = isNamed ? legendName(layer, layout) : ""
            let drawn = GnuplotLayer(
                layer, title: title, labelled.lineStyles[number], as: "\(prefix)layer\(number)",
                hasLegend: figure.legend != .off,
                edge: edge, textSize: layout.textSize(isCrowded ? 0.55 : 0.8, format),
                pointScale: format.pointScale(layout))
            lines += drawn.lines
            if !drawn.plot.isEmpty { plots.append(drawn.plot) }
            if !drawn.entry.isEmpty, figure.hasKey { entries.append(drawn.entry) }
        }
        // The layer in front is the first one of the legend, as in other renderings.
        return lines + ["plot " + (plots + entries.reversed()).joined(separator: ", \\\n  ")]
    }

    private static func axes(
        _ figure: Figure, _ horizontal: Ticks, _ vertical: Ticks, _ layout: GnuplotLayout, _ format: GnuplotFormat
    ) -> [String] {
        // In tick labels a percent sign begins a number format, so it is doubled.
        func ticks(_ ticks: Ticks, longest: (Double) -> Int) -> String {
            ticks.marks.map { mark in
                let label = GnuplotText.withoutFormats(GnuplotText.cut(mark.label, to: longest(mark.position)))
                return "\(GnuplotText.quoted(label)) \(mark.position)"
            }.joined(separator: ", ")
        }
        // Axes that stand beside one another have no scale at the left.
        let areBeside = figure.vertical.names?.isEmpty == true
        let isTurned = areNamesTurned(figure, layout)
        let small = layout.rowTextFactor < 1 ? " font ',\(layout.textSize(layout.rowTextFactor, format))'" : ""
        // Slanted names end at their ticks, and begin on the page.
        let start = leftMargin(figure, vertical, layout)
        let width = Double(max(1, layout.columns - start - 3))
        let range = horizontal.range
        func longestName(_ position: Double) -> Int {
            guard isTurned else { return layout.columns / 2 }
            let fraction = (position - range.lowerBound) / max(range.upperBound - range.lowerBound, .ulpOfOne)
            return min(layout.columnsUpwards * 2 / 5, max(4, Int((Double(start) + fraction * width) * 1.1)))
        }
        return [
            "set border \(areBeside ? 1 : 3) linecolor '#404040'", "set tics nomirror out textcolor '#202020'",
            "unset grid",
            "set xtics \(isTurned ? "rotate by 35 right" : "norotate") (\(ticks(horizontal, longest: longestName)))",
            areBeside ? "unset ytics" : "set ytics (\(ticks(vertical) { _ in layout.columns * 2 / 5 }))\(small)",
            "set xrange [\(horizontal.range.lowerBound):\(horizontal.range.upperBound)]",
            "set yrange [\(vertical.range.lowerBound):\(vertical.range.upperBound)]",
        ]
    }

    /// Returns true if the names below the figure do not fit beside one another, so that they are slanted.
    private static func areNamesTurned(_ figure: Figure, _ layout: GnuplotLayout) -> Bool {
        guard let names = figure.horizontal.names else { return false }
        return Double(names.count * ((names.map(\.text.count).max() ?? 0) + 2)) > Double(layout.columns) * 0.97
    }

    /// Returns the lines of the vertical label.
    private static func labelLines(_ figure: Figure, _ layout: GnuplotLayout) -> [String] {
        // The label is centred beside the axis, which ends above the axis's texts and the legend.
        let below =
            3 + (figure.hasKey ? 1 + figure.legendLayers.count / keyColumns(figure, layout) : 0)
        let beside = layout.columnsUpwards - below * 21 / 10
        return GnuplotText.wrapped(
            figure.vertical.label, to: max(12, min(layout.columnsUpwards * 7 / 10, beside)), lines: 2)
    }

    /// Returns the characters to the left of the vertical axis.
    private static func left(_ figure: Figure, _ vertical: Ticks, _ layout: GnuplotLayout) -> Int {
        let longest = min(vertical.marks.map(\.label.count).max() ?? 0, layout.columns * 2 / 5)
        let ticks = Double(longest) * layout.rowTextFactor
        return Int(ticks.rounded(.up)) + 3 + Int(Double(labelLines(figure, layout).count) * 2.5)
    }

    /// The characters to the right of a heat map, for its colours and their label.
    private static let colorBarRoom = 10

    /// Returns the characters that fit in a line below the axis, which is centred there.
    private static func across(_ figure: Figure, _ vertical: Ticks, _ layout: GnuplotLayout) -> Int {
        guard figure.vertical.names?.isEmpty != true else { return layout.columns * 9 / 10 }
        let sides = abs(left(figure, vertical, layout) - (figure.hasColorBar ? colorBarRoom : 3))
        return max(layout.columns / 3, (layout.columns - sides) * 19 / 20)
    }

    /// Returns the characters to the left of the figure, where axes may stand beside one another.
    private static func leftMargin(_ figure: Figure, _ vertical: Ticks, _ layout: GnuplotLayout) -> Int {
        guard figure.vertical.names?.isEmpty == true else { return left(figure, vertical, layout) }
        // Half of the first name is to the left of its axis; slanted names are there whole.
        let half = (figure.horizontal.names?.first?.text.count ?? 0) / 2 + 2
        return areNamesTurned(figure, layout) ? max(half, 12) : half
    }

    private static func margins(_ figure: Figure, _ vertical: Ticks, _ layout: GnuplotLayout) -> [String] {
        guard figure.vertical.names?.isEmpty != true else {
            return ["set rmargin 9", "set lmargin \(leftMargin(figure, vertical, layout))"]
        }
        // gnuplot leaves room for one line of the vertical label only.
        let isWide = labelLines(figure, layout).count > 1
        return [
            "set rmargin \(figure.hasColorBar ? colorBarRoom : 3)",
            isWide ? "set lmargin \(left(figure, vertical, layout))" : "set lmargin",
        ]
    }

    private static func texts(
        _ figure: Figure, title: String?, across: Int, _ layout: GnuplotLayout, _ format: GnuplotFormat
    ) -> [String] {
        let beside = labelLines(figure, layout)
        var below = GnuplotText.wrapped(figure.horizontal.label, to: across, lines: 2)
        if let note = figure.note { below += GnuplotText.wrapped(note, to: across, lines: 6) }
        // Without an empty line, the legend would touch the text above it.
        if figure.legend == .below, figure.hasKey { below.append(" ") }
        let above = title.map { GnuplotText.wrapped($0, to: layout.columns * 3 / 4, lines: 3) } ?? []
        return [
            "set xlabel \(GnuplotText.joined(below)) offset 0,0.3",
            "set ylabel \(GnuplotText.joined(beside)) offset \(beside.count > 1 ? -1.2 : 0),0",
            above.isEmpty
                ? "unset title" : "set title \(GnuplotText.joined(above)) font ',\(layout.textSize(1.2, format))'",
        ]
    }

    /// Returns the name of a layer in the legend, cut so that it fits on the page beside its sample.
    private static func legendName(_ layer: Figure.Layer, _ layout: GnuplotLayout) -> String {
        GnuplotText.cut(layer.name, to: max(12, layout.columns * 2 / 3))
    }

    /// Returns the names in a row of the legend; gnuplot leaves out names from a row that is too long for the page.
    private static func keyColumns(_ figure: Figure, _ layout: GnuplotLayout) -> Int {
        let longest = min(
            figure.legendLayers.map { GnuplotText.width(legendName($0, layout)) }.max() ?? 0, layout.columns - 10)
        return max(1, layout.columns / (longest + 8))
    }

    private static func key(_ figure: Figure, _ layout: GnuplotLayout) -> [String] {
        guard figure.hasKey else { return ["unset key"] }
        // gnuplot counts characters and takes each for a wide one.
        let (count, width) =
            figure.legendLayers.map { legendName($0, layout) }.map { ($0.count, GnuplotText.width($0)) }
            .max { $0.1 < $1.1 } ?? (0, 0)
        let correction = 2 - count / 4 + (width - count)
        return [
            "set key outside \(figure.legend == .above ? "top" : "bottom") center horizontal Left reverse samplen 2 "
                + "width \(correction) maxcols \(keyColumns(figure, layout))"
        ]
    }
}

extension Figure {
    /// True if the legend names at least two layers.
    fileprivate var hasKey: Bool { legend != .off && legendLayers.count > 1 }

    /// True for a heat map, whose colours are explained at the right.
    fileprivate var hasColorBar: Bool {
        legend != .off && layers.contains { if case .cells = $0.shape { true } else { false } }
    }
}
