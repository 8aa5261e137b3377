/// The gnuplot script of a figure.
struct GnuplotScript {
    /// The formats of image files, by their extensions.
    enum Format: String {
        case png, svg, pdf

        init?(path: String) {
            guard let dot = path.lastIndex(of: ".") else { return nil }
            self.init(rawValue: path[path.index(after: dot)...].lowercased())
        }

        /// - Parameter height: the height in units of a figure's default height.
        fileprivate func terminal(height: Double) -> String {
            let pixels = Int(750 * height)
            return switch self {
            case .png: "pngcairo noenhanced size 1200,\(pixels) font 'Sans,15' linewidth 1.6"
            case .svg: "svg noenhanced size 1200,\(pixels) font 'Sans,15' linewidth 1.6 background '#ffffff'"
            case .pdf: "pdfcairo noenhanced size 20cm,\(12.5 * height)cm font 'Sans,11' linewidth 1.4"
            }
        }
    }

    /// The complete script.
    let text: String

    init(_ figure: Figure, _ format: Format) {
        let panels = figure.panels.filter { $0.extent != nil }.map { $0.onScales.thinned(to: 200) }
        let rows = panels.map(\.fixedRows).max() ?? 0
        // Each row of cells or bars needs one line of text.
        let height = max(1, panels.count > 1 ? 0.65 * Double(panels.count) : 1, Double(rows + 8) / 30)
        var lines = [
            "set terminal \(format.terminal(height: height))", "set encoding utf8",
        ]
        if panels.count > 1 { lines.append("set multiplot layout \(panels.count),1") }
        for (number, panel) in panels.enumerated() {
            lines += Self.lines(
                panel, title: panel.title ?? (number == 0 ? figure.title : nil), isAlone: panels.count == 1,
                prefix: "$p\(number)")
        }
        if panels.count > 1 { lines.append("unset multiplot") }
        text = lines.joined(separator: "\n") + "\n"
    }

    // MARK: - A panel

    private static func lines(_ figure: Figure, title: String?, isAlone: Bool, prefix: String) -> [String] {
        guard let extent = figure.extent else { return [] }
        let isFixed = figure.fixedRows > 0
        let horizontal = Ticks(figure.horizontal, extent.x, maximum: 10, hasRoom: false)
        let vertical = Ticks(figure.vertical, extent.y, maximum: 7, hasRoom: !isFixed)
        // In tick labels a percent sign begins a number format, so it is doubled.
        func ticks(_ ticks: Ticks) -> String {
            ticks.marks.map { "\(quoted($0.label.replacing("%", with: "%%"))) \($0.position)" }.joined(separator: ", ")
        }
        // gnuplot leaves out names from a legend row that is too long for the page.
        let keyColumns = max(1, 100 / ((figure.layers.map(\.name.count).max() ?? 0) + 8))
        // Rotate names that do not fit beside one another.
        let isTurned =
            figure.horizontal.names.map { names in
                names.count * ((names.map(\.text.count).max() ?? 0) + 2) > 100
            } ?? false
        let hasBars = figure.layers.contains { if case .bars = $0.shape { true } else { false } }
        var lines = [
            "set border \(figure.vertical.names?.isEmpty == true ? 1 : 3) linecolor '#404040'",
            "set tics nomirror out textcolor '#202020'", "unset grid",
            "set grid \(hasBars ? "xtics" : figure.horizontal.names == nil ? "ytics" : "xtics") "
                + "linecolor '#d8d8d8' linewidth 0.6",
            "set key outside \(figure.legend == .above ? "top" : "bottom") center horizontal Left reverse samplen 2 "
                + "width 2 maxcols \(keyColumns)",
            "set xlabel \(foot(figure)) offset 0,0.3",
            "set ylabel \(quoted(cut(figure.vertical.label, to: isAlone ? 56 : 36)))",
            "set xtics \(isTurned ? "rotate by 35 right" : "norotate") (\(ticks(horizontal)))",
            figure.vertical.names?.isEmpty == true ? "unset ytics" : "set ytics (\(ticks(vertical)))",
            "set xrange [\(horizontal.range.lowerBound):\(horizontal.range.upperBound)]",
            "set yrange [\(vertical.range.lowerBound):\(vertical.range.upperBound)]",
            title.map { "set title \(quoted(cut($0, to: 90))) font ',18'" } ?? "unset title", "unset colorbox",
            "unset arrow", "set style textbox opaque noborder fillcolor '#ffffff' margins 0.3,0.3",
        ]
        if figure.legend == .off || figure.layers.count(where: { !$0.name.isEmpty }) < 2 { lines.append("unset key") }
        // Named axes get a margin for their texts; elsewhere texts remain within the axes.
        let isNamed = figure.horizontal.names != nil
        lines.append(isNamed ? "set rmargin 9" : "set rmargin")
        // Rotated names begin to the left of their ticks; of other names, half of the first is to the left.
        let half = (figure.horizontal.names?.first?.text.count ?? 0) / 2 + 2
        lines.append(isTurned ? "set lmargin 12" : isNamed ? "set lmargin \(half)" : "set lmargin")
        let width = horizontal.range.upperBound - horizontal.range.lowerBound
        let edge = isNamed || hasBars ? Double.infinity : horizontal.range.upperBound - 0.12 * width
        var plots: [String] = []
        let labelled = figure.withReadableLabels
        let isCrowded = (figure.horizontal.names?.count ?? 0) > maximumRoomy
        for (number, layer) in labelled.layers.enumerated() {
            let drawn = drawn(
                layer, labelled.lineStyles[number], as: "\(prefix)layer\(number)", hasLegend: figure.legend != .off,
                edge: edge, textSize: isCrowded ? 8 : 12)
            lines += drawn.lines
            if !drawn.plot.isEmpty { plots.append(drawn.plot) }
        }
        lines.append("plot " + plots.joined(separator: ", \\\n  "))
        return lines
    }

    /// The maximum number of vertical axes with labels of normal size.
    fileprivate static let maximumRoomy = 8

    private static func drawn(
        _ layer: Figure.Layer, _ style: LineStyle, as name: String, hasLegend: Bool, edge: Double, textSize: Int
    ) -> (lines: [String], plot: String) {
        let color = Palette.hexadecimal(layer)
        let title = layer.name.isEmpty ? "notitle" : "title \(quoted(layer.name))"
        var (before, data): ([String], [String]) = ([], [])
        var plot: String
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces):
            data = pieces.flatMap { $0.map { "\($0.x) \($0.y)" } + [""] }
            let isDashed = layer.shape.isDashed
            // Point marks distinguish lines in black and white. Long lines have marks on some points only, or none if
            // dashes already distinguish them.
            let longest = pieces.map(\.count).max() ?? 0
            let isDense = longest > 60 && style.badge == nil && !pieces.contains { $0.count == 1 }
            let hasMarks = layer.shade == nil && !isDense
            let interval = max(1, longest / (longest > 60 ? 12 : 25))
            let mark = marks[layer.color % marks.count] - (isDashed ? 1 : 0)
            let width = layer.shade == nil ? 2 : isDashed ? 0.8 : 1.6
            plot =
                "using 1:2 with \(hasMarks ? "linespoints" : "lines") linecolor '\(color)' linewidth \(width) "
                + "dashtype \(isDashed && layer.shade == nil ? "2" : "1") pointtype \(mark) pointinterval \(interval) "
                + "pointsize 0.7"
        case .points(let points):
            data = points.map { "\($0.x) \($0.y)" }
            plot = "using 1:2 with points linecolor '\(color)' pointtype 7 pointsize \(points.count > 500 ? 0.35 : 0.6)"
        case .crosses(let points):
            data = points.map { "\($0.x) \($0.y)" }
            plot = "using 1:2 with points linecolor '\(color)' linewidth 1.3 pointtype 1 pointsize 1.6"
        case .uprights(let positions):
            let arrows = positions.map {
                "set arrow from \($0), graph 0 to \($0), graph 1 nohead back linecolor '#606060' linewidth 1"
            }
            return (arrows, "")
        case .band(let pieces):
            data = pieces.flatMap { $0.map { "\($0.x) \($0.low) \($0.high)" } + [""] }
            plot = "using 1:2:3 with filledcurves fillcolor '\(color)' fillstyle transparent solid 0.18 noborder"
        case .ranges(let spans):
            // Use vectors, because error bars would leave a gap for a mark in the middle.
            data = spans.map { "\($0.x) \($0.low) 0 \($0.high - $0.low)" }
            plot = "using 1:2:3:4 with vectors heads size screen 0.004,90 linecolor '\(color)' linewidth 1"
        case .bars(let bars):
            data = bars.map { "\($0.x / 2) \($0.y) 0 \($0.x) \($0.y - 0.35) \($0.y + 0.35)" }
            plot = "using 1:2:3:4:5:6 with boxxyerror fillcolor '\(color)' fillstyle solid 0.85 noborder"
        case .cells(let cells):
            data = cells.rows.enumerated().flatMap { row, fractions in
                fractions.enumerated().map { column, fraction in
                    let x = cells.left + (Double(column) + 0.5) * cells.width
                    return "\(x) \(row) \(fraction.map { "\($0)" } ?? "NaN") \(cells.width / 2)"
                }
            }
            before = [
                "set palette defined (0 '#ffffff', 0.02 '#e3eef9', 0.35 '#85bcdc', 0.7 '#2b7bba', 1 '#08306b')",
                "set cbrange [0:1]", "set cbtics ('0%%' 0, '50%%' 0.5, '100%%' 1)",
                "unset grid",
            ]
            if hasLegend { before += ["set colorbox", "set cblabel \(quoted(layer.name))"] }
            plot = "using 1:2:4:(0.5):3 with boxxyerror fillcolor palette fillstyle solid noborder"
            return (before + ["\(name) << EOD"] + data + ["EOD"], "\(name) \(plot) notitle")
        case .labels(let labels):
            // At the right edge, put texts to the left of their points.
            let beside = labels.filter { !$0.isAbove }
            let (inner, outer) = (beside.filter { $0.point.x <= edge }, beside.filter { $0.point.x > edge })
            let above = labels.filter(\.isAbove)
            let sides = [
                ("left offset 0.6,0", inner), ("right offset -0.6,0.5", outer), ("center offset 0,0.9", above),
            ]
            var plots: [String] = []
            for (side, labels) in sides where !labels.isEmpty {
                let part = "\(name)_\(plots.count)"
                before += ["\(part) << EOD"]
                before += labels.map { "\($0.point.x) \($0.point.y) \(quotedField($0.text))" } + ["EOD"]
                plots.append(
                    "\(part) using 1:2:3 with labels boxed \(side) font ',\(textSize)' textcolor '#303030' notitle")
            }
            return (before, plots.joined(separator: ", "))
        }
        return (before + ["\(name) << EOD"] + data + ["EOD"], "\(name) \(plot) \(title)")
    }

    /// Filled circle, square, triangle, diamond, pentagon and inverted triangle; the number before each is its empty
    /// version.
    private static let marks = [7, 5, 9, 13, 15, 11]

    // MARK: - Texts

    /// Returns the text below the axis: its label and the figure's note.
    private static func foot(_ figure: Figure) -> String {
        let texts = [cut(figure.horizontal.label, to: 100), figure.note.map { cut($0, to: 100) } ?? ""]
            .filter { !$0.isEmpty }.map(quoted)
        // Without an empty line, the legend would touch the text above it.
        let room = figure.legend == .below ? "' '" : "''"
        return (texts + [room]).joined(separator: ".\"\\n\".")
    }

    /// Returns a text cut at its end, because gnuplot would cut a long one at both ends.
    fileprivate static func cut(_ text: String, to maximum: Int) -> String {
        text.count <= maximum ? text : text.prefix(maximum - 1) + "…"
    }

    /// Returns a text quoted so that gnuplot takes it literally.
    private static func quoted(_ text: String) -> String {
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "'" + oneLine.replacing("'", with: "''") + "'"
    }

    /// Returns a text for a data block, where gnuplot has no escape sequences.
    private static func quotedField(_ text: String) -> String {
        "\"" + text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("\"", with: "'") + "\""
    }
}

extension Figure {
    /// The same figure with the texts at its vertical axes cut to the gap between them; with many axes, only the
    /// first and the last text of each.
    fileprivate var withReadableLabels: Figure {
        guard let positions = uprights, positions.count > 1, let last = positions.last else { return self }
        let isCrowded = positions.count > GnuplotScript.maximumRoomy
        // The number of letters that fit on the page, for the two font sizes.
        let maximum = (isCrowded ? 165 : 110) / (positions.count - 1) - 1
        var figure = self
        figure.layers = layers.map { layer in
            guard case .labels(let labels) = layer.shape else { return layer }
            var layer = layer
            let ends = Dictionary(grouping: labels, by: \.point.x).mapValues { labels in
                (labels.map(\.point.y).min() ?? 0, labels.map(\.point.y).max() ?? 1)
            }
            layer.shape = .labels(
                labels.filter { label in
                    guard isCrowded, let (low, high) = ends[label.point.x] else { return true }
                    return label.point.y == low || label.point.y == high
                }.map { label in
                    label.point.x < last ? Label(GnuplotScript.cut(label.text, to: maximum), at: label.point) : label
                })
            return layer
        }
        return figure
    }
}
