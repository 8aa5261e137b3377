/// What gnuplot is told to draw a figure.
struct GnuplotScript {
    /// The formats of image files, by their extensions.
    enum Format: String {
        case png, svg, pdf

        init?(path: String) {
            guard let dot = path.lastIndex(of: ".") else { return nil }
            self.init(rawValue: path[path.index(after: dot)...].lowercased())
        }

        /// - Parameter height: in units of a figure's usual height.
        fileprivate func terminal(height: Double) -> String {
            let pixels = Int(750 * height)
            return switch self {
            case .png: "pngcairo noenhanced size 1200,\(pixels) font 'Sans,15' linewidth 1.6"
            case .svg: "svg noenhanced size 1200,\(pixels) font 'Sans,15' linewidth 1.6 background '#ffffff'"
            case .pdf: "pdfcairo noenhanced size 20cm,\(12.5 * height)cm font 'Sans,11' linewidth 1.4"
            }
        }
    }

    /// The whole script.
    let text: String

    init(_ figure: Figure, _ format: Format, to path: String) {
        let panels = figure.panels.filter { $0.extent != nil }.map(\.onScales)
        let rows = panels.map(\.fixedRows).max() ?? 0
        // Rows of cells or bars have a line of text each.
        let height = max(1, panels.count > 1 ? 1.3 : 1, Double(rows + 8) / 30)
        var lines = [
            "set terminal \(format.terminal(height: height))", "set output \(Self.quoted(path))", "set encoding utf8",
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
        let horizontal = Ticks(figure.horizontal, extent.x, most: 10, hasRoom: false)
        let vertical = Ticks(figure.vertical, extent.y, most: 7, hasRoom: !isFixed)
        // A percent sign begins a number's format in them.
        func ticks(_ ticks: Ticks) -> String {
            ticks.marks.map { "\(quoted($0.label.replacing("%", with: "%%"))) \($0.place)" }.joined(separator: ", ")
        }
        // In a row that is too long for the page, gnuplot leaves names out.
        let keyColumns = max(1, 100 / ((figure.layers.map(\.name.count).max() ?? 0) + 8))
        // Names that do not fit beside one another are turned.
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
            "set key outside \(figure.legend == .above ? "top" : "bottom") center horizontal Left reverse samplen 2 width 2 "
                + "maxcols \(keyColumns)",
            "set xlabel \(quoted(cut(figure.horizontal.label, to: 100))) offset 0,0.3",
            "set ylabel \(quoted(cut(figure.vertical.label, to: isAlone ? 56 : 36)))",
            "set xtics \(isTurned ? "rotate by 35 right" : "norotate") (\(ticks(horizontal)))",
            figure.vertical.names?.isEmpty == true ? "unset ytics" : "set ytics (\(ticks(vertical)))",
            "set xrange [\(horizontal.range.lowerBound):\(horizontal.range.upperBound)]",
            "set yrange [\(vertical.range.lowerBound):\(vertical.range.upperBound)]",
            title.map { "set title \(quoted(cut($0, to: 90))) font ',18'" } ?? "unset title", "unset colorbox",
        ]
        if figure.legend == .off || figure.layers.count(where: { !$0.name.isEmpty }) < 2 { lines.append("unset key") }
        // Beside named places there is a margin for their texts; elsewhere texts stay within the axes.
        let isNamed = figure.horizontal.names != nil
        lines.append(isNamed ? "set rmargin 9" : "set rmargin")
        // Turned names begin to the left of their places.
        lines.append(isTurned ? "set lmargin 12" : "set lmargin")
        let width = horizontal.range.upperBound - horizontal.range.lowerBound
        let edge = isNamed || hasBars ? Double.infinity : horizontal.range.upperBound - 0.12 * width
        var plots: [String] = []
        for (number, layer) in figure.layers.enumerated() {
            let drawn = drawn(
                layer, as: "\(prefix)layer\(number)", hasLegend: figure.legend != .off, edge: edge,
                textSize: (figure.horizontal.names?.count ?? 0) > 8 ? 8 : 12)
            lines += drawn.lines
            if !drawn.plot.isEmpty { plots.append(drawn.plot) }
        }
        lines.append("plot " + plots.joined(separator: ", \\\n  "))
        return lines
    }

    private static func drawn(_ layer: Figure.Layer, as name: String, hasLegend: Bool, edge: Double, textSize: Int) -> (
        lines: [String], plot: String
    ) {
        let color = Palette.hexadecimal(layer)
        let title = layer.name.isEmpty ? "notitle" : "title \(quoted(layer.name))"
        var (before, data): ([String], [String]) = ([], [])
        var plot: String
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces):
            data = pieces.flatMap { $0.map { "\($0.x) \($0.y)" } + [""] }
            let isDashed = if case .dashed = layer.shape { true } else { false }
            // Marks tell colours apart in black and white; of long lines some points have one.
            let hasMarks = layer.shade == nil
            let interval = max(1, (pieces.map(\.count).max() ?? 0) / 25)
            let mark = marks[layer.color % marks.count] - (isDashed ? 1 : 0)
            let width = layer.shade == nil ? 2 : isDashed ? 0.8 : 1.6
            plot =
                "using 1:2 with \(hasMarks ? "linespoints" : "lines") linecolor '\(color)' linewidth \(width) "
                + "dashtype \(isDashed && layer.shade == nil ? "2" : "1") pointtype \(mark) pointinterval \(interval) "
                + "pointsize 0.7"
        case .points(let points):
            data = points.map { "\($0.x) \($0.y)" }
            plot = "using 1:2 with points linecolor '\(color)' pointtype 7 pointsize \(points.count > 500 ? 0.35 : 0.6)"
        case .band(let pieces):
            data = pieces.flatMap { $0.map { "\($0.x) \($0.low) \($0.high)" } + [""] }
            plot = "using 1:2:3 with filledcurves fillcolor '\(color)' fillstyle transparent solid 0.18 noborder"
        case .ranges(let spans):
            data = spans.map { "\($0.x) \(($0.low + $0.high) / 2) \($0.low) \($0.high)" }
            plot = "using 1:2:3:4 with yerrorbars linecolor '\(color)' linewidth 1 pointsize 0"
        case .bars(let bars):
            data = bars.map { "\($0.x / 2) \($0.y) 0 \($0.x) \($0.y - 0.35) \($0.y + 0.35)" }
            plot = "using 1:2:3:4:5:6 with boxxyerror fillcolor '\(color)' fillstyle solid 0.85 noborder"
        case .cells(let cells):
            data = cells.rows.enumerated().flatMap { row, shares in
                shares.enumerated().map { column, share in
                    let x = cells.left + (Double(column) + 0.5) * cells.width
                    return "\(x) \(row) \(share.map { "\($0)" } ?? "NaN") \(cells.width / 2)"
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
            // At the right edge a text stands to the left of its place.
            let (inner, outer) = (labels.filter { $0.point.x <= edge }, labels.filter { $0.point.x > edge })
            var plots: [String] = []
            for (side, labels) in [("left offset 0.6,0", inner), ("right offset -0.6,0.5", outer)] where !labels.isEmpty
            {
                let part = "\(name)_\(plots.count)"
                before += ["\(part) << EOD"]
                before += labels.map { "\($0.point.x) \($0.point.y) \(quotedField($0.text))" } + ["EOD"]
                plots.append(
                    "\(part) using 1:2:3 with labels \(side) font ',\(textSize)' textcolor '#303030' notitle")
            }
            return (before, plots.joined(separator: ", "))
        }
        return (before + ["\(name) << EOD"] + data + ["EOD"], "\(name) \(plot) \(title)")
    }

    /// Filled circle, square, triangle, diamond, pentagon and triangle upside down; the empty ones come before them.
    private static let marks = [7, 5, 9, 13, 15, 11]

    // MARK: - Texts

    /// What would not fit is cut before gnuplot cuts it at both ends.
    private static func cut(_ text: String, to most: Int) -> String {
        text.count <= most ? text : text.prefix(most - 1) + "…"
    }

    /// A text as gnuplot takes it literally.
    private static func quoted(_ text: String) -> String {
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "'" + oneLine.replacing("'", with: "''") + "'"
    }

    /// A text among data: gnuplot knows no escape there.
    private static func quotedField(_ text: String) -> String {
        "\"" + text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("\"", with: "'") + "\""
    }
}
