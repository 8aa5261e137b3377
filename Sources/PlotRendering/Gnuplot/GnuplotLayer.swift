import Plots

/// A layer in a gnuplot script: lines before the plot command, its part of this command, and its entry in the legend.
struct GnuplotLayer {
    /// The maximum number of vertical axes with labels of normal size.
    static let maximumRoomy = 8

    /// The lines before the plot command.
    private(set) var lines: [String] = []
    /// The part of the plot command; empty for none.
    private(set) var plot = ""
    /// The entry in the legend, also a part of the plot command; empty for none.
    private(set) var entry = ""

    private let color: String
    private let name: String
    private let title: String
    private let pointScale: Double

    /// Describes a layer.
    ///
    /// - Parameters:
    ///   - title: its name in the legend; empty for none.
    ///   - name: the name of its data block.
    ///   - edge: the position from which texts are to the left of their points.
    ///   - textSize: the size of texts in points.
    ///   - pointScale: the factor of the sizes of points.
    init(
        _ layer: Figure.Layer, title: String, _ style: LineStyle, as name: String, hasLegend: Bool, edge: Double,
        textSize: Double,
        pointScale: Double
    ) {
        self.pointScale = pointScale
        color = Palette.hexadecimal(layer)
        self.name = name
        self.title = title
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces): addLines(pieces, layer, style)
        case .points(let points):
            let size = points.count > 500 ? 0.35 : points.count > 100 ? 0.6 : 0.9
            add(
                points.map(Self.text),
                "1:2", "points linecolor '\(color)' pointtype 7 pointsize \(size * pointScale)")
        case .crosses(let points):
            add(
                points.map(Self.text),
                "1:2", "points linecolor '\(color)' linewidth 1.3 pointtype 1 pointsize \(1.6 * pointScale)")
        case .uprights(let positions):
            lines = positions.map {
                "set arrow from \($0), graph 0 to \($0), graph 1 nohead back linecolor '#606060' linewidth 1"
            }
        case .band(let pieces):
            add(
                pieces.flatMap { $0.map { "\($0.x) \($0.low) \($0.high)" } + [""] },
                "1:2:3", "filledcurves fillcolor '\(color)' fillstyle transparent solid 0.18 noborder")
        case .ranges(let spans):
            // Use vectors, because error bars would leave a gap for a mark in the middle.
            add(
                spans.map { "\($0.x) \($0.low) 0 \($0.high - $0.low)" },
                "1:2:3:4", "vectors heads size screen 0.004,90 linecolor '\(color)' linewidth 1")
        case .bars(let bars):
            add(
                bars.map { "\($0.x / 2) \($0.y) 0 \($0.x) \($0.y - 0.35) \($0.y + 0.35)" },
                "1:2:3:4:5:6", "boxxyerror fillcolor '\(color)' fillstyle solid 0.85 noborder")
        case .cells(let cells): addCells(cells, layer, hasLegend: hasLegend)
        case .labels(let labels): addLabels(labels, edge: edge, textSize: textSize)
        }
    }

    private static func text(_ point: Figure.Point) -> String { "\(point.x) \(point.y)" }

    private mutating func add(_ data: [String], _ columns: String, _ style: String) {
        lines += ["\(name) << EOD"] + data + ["EOD"]
        plot = "\(name) using \(columns) with \(style) notitle"
        if !title.isEmpty { entry = "keyentry with \(style) title \(GnuplotText.quoted(title))" }
    }

    private mutating func addLines(_ pieces: [[Figure.Point]], _ layer: Figure.Layer, _ style: LineStyle) {
        let isDashed = layer.shape.isDashed
        // Point marks distinguish lines in black and white. Long lines have marks on some points only. Long lines and
        // stairs have none if dashes already distinguish them.
        let longest = pieces.map(\.count).max() ?? 0
        let isStairs = pieces.allSatisfy(Self.isStaircase)
        let isBare = longest > 60 || isStairs
        let hasMarks =
            layer.shade == nil && (!isBare || style.badge != nil || pieces.contains { $0.count == 1 })
        // Each stair has two corners.
        let interval = isStairs ? 2 * max(1, longest / 24) : max(1, longest / (longest > 60 ? 12 : 25))
        let mark = Self.marks[layer.color % Self.marks.count] - (isDashed ? 1 : 0)
        let width = layer.shade == nil ? 2 : isDashed ? 0.8 : 1.6
        // Gnuplot warns of marks that lines do not have, each time with the whole plot command.
        let marks =
            hasMarks ? " pointtype \(mark) pointinterval \(interval) pointsize \(0.7 * pointScale)" : ""
        add(
            pieces.flatMap { $0.map(Self.text) + [""] },
            "1:2",
            "\(hasMarks ? "linespoints" : "lines") linecolor '\(color)' linewidth \(width) "
                + "dashtype \(isDashed && layer.shade == nil ? "2" : "1")\(marks)")
    }

    /// Returns true if each part of a line is level or upright.
    private static func isStaircase(_ points: [Figure.Point]) -> Bool {
        points.count > 1 && zip(points, points.dropFirst()).allSatisfy { $0.x == $1.x || $0.y == $1.y }
    }

    private mutating func addCells(_ cells: Figure.Cells, _ layer: Figure.Layer, hasLegend: Bool) {
        let data = cells.rows.enumerated().flatMap { row, fractions in
            fractions.enumerated().map { column, fraction in
                let x = cells.left + (Double(column) + 0.5) * cells.width
                return "\(x) \(row) \(fraction.map { "\($0)" } ?? "NaN") \(cells.width / 2)"
            }
        }
        lines = [
            "set palette defined (0 '#ffffff', 0.02 '#e3eef9', 0.35 '#85bcdc', 0.7 '#2b7bba', 1 '#08306b')",
            "set cbrange [0:1]", "set cbtics ('0%%' 0, '50%%' 0.5, '100%%' 1)", "unset grid",
        ]
        if hasLegend { lines += ["set colorbox", "set cblabel \(GnuplotText.quoted(layer.name))"] }
        lines += ["\(name) << EOD"] + data + ["EOD"]
        plot = "\(name) using 1:2:4:(0.5):3 with boxxyerror fillcolor palette fillstyle solid noborder notitle"
    }

    private mutating func addLabels(_ labels: [Figure.Label], edge: Double, textSize: Double) {
        // At the right edge, put texts to the left of their points.
        let beside = labels.filter { !$0.isAbove }
        let sides = [
            ("left offset 1,0", beside.filter { $0.point.x <= edge }),
            ("right offset -0.6,0.5", beside.filter { $0.point.x > edge }),
            ("center offset 0,0.9", labels.filter(\.isAbove)),
        ]
        var plots: [String] = []
        for (side, labels) in sides where !labels.isEmpty {
            let part = "\(name)_\(plots.count)"
            lines += ["\(part) << EOD"]
            lines += labels.map { "\($0.point.x) \($0.point.y) \(GnuplotText.quotedField($0.text))" } + ["EOD"]
            plots.append(
                "\(part) using 1:2:3 with labels boxed \(side) font ',\(textSize)' textcolor '#303030' notitle")
        }
        plot = plots.joined(separator: ", ")
    }

    /// Filled circle, square, triangle, diamond, pentagon and inverted triangle; the number before each is its empty
    /// version.
    private static let marks = [7, 5, 9, 13, 15, 11]
}

extension Figure {
    /// The number of characters below which a text at an axis is left out.
    private static let leastLabel = 7

    /// Returns the same figure with the texts at its vertical axes cut to the gap between them; with many axes, only
    /// the first and the last text of each.
    ///
    /// - Parameter columns: the number of characters of normal size across the page.
    func withReadableLabels(columns: Int) -> Figure {
        guard let positions = uprights, positions.count > 1, let last = positions.last else { return self }
        let isCrowded = positions.count > GnuplotLayer.maximumRoomy
        // Texts are smaller than the normal size.
        let room = Double(columns) * (isCrowded ? 1.62 : 1.07) / Double(positions.count - 1)
        let maximum = max(2, Int(room) - 1)
        // Shortened to a few letters, they would say nothing and cover the lines.
        let isUnreadable = isCrowded && maximum < Self.leastLabel
        var figure = self
        figure.layers = layers.map { layer in
            guard case .labels(let labels) = layer.shape else { return layer }
            var layer = layer
            let ends = Dictionary(grouping: labels, by: \.point.x).mapValues { labels in
                (labels.map(\.point.y).min() ?? 0, labels.map(\.point.y).max() ?? 1)
            }
            layer.shape = .labels(
                labels.filter { label in
                    if isUnreadable { return label.point.x >= last }
                    guard isCrowded, let (low, high) = ends[label.point.x] else { return true }
                    return label.point.y == low || label.point.y == high
                }.map { label in
                    label.point.x < last ? Label(GnuplotText.cut(label.text, to: maximum), at: label.point) : label
                })
            return layer
        }
        return figure
    }
}
