import Foundation
public import Plots

/// A description of figures in sentences, for screen readers and logs: what each shows, its range, its best value and
/// its trend.
public struct FigureSentences {
    /// Creates a description.
    public init() {}

    /// Returns the sentences about a figure and those below it, without drawing characters.
    public func sentences(of figure: Figure) -> [String] {
        let panels = figure.panels.filter { $0.extent != nil }
        guard !panels.isEmpty else { return ["nothing to draw"] }
        let title = figure.title.map { ["\($0)."] } ?? []
        // Panels share the horizontal axis of the last one.
        let across = panels.last?.horizontal.label ?? ""
        return title + panels.flatMap { PanelSentences($0, across: across).sentences }
    }
}

/// The sentences about one figure.
private struct PanelSentences {
    private let figure: Figure
    /// The label of the horizontal axis.
    private let across: String

    /// The maximum number of names in a list, and of rows of a heat map.
    private static let most = 30

    init(_ figure: Figure, across: String) {
        self.figure = figure
        let label = figure.horizontal.label.isEmpty ? across : figure.horizontal.label
        self.across = label.isEmpty ? "position" : label
    }

    var sentences: [String] {
        if let parallel = parallelSentences { return parallel + note }
        if let boxes = BoxSentences(figure, number: number).lines { return boxes }
        let contours = figure.layers.filter { $0.shade != nil && !$0.name.isEmpty }.map(\.name)
        let levels = contours.isEmpty ? [] : ["Contour lines at \(contours.joined(separator: ", "))."]
        let layers = figure.layers.filter { $0.shade == nil && (!$0.name.isEmpty || isNamedByAxis($0)) }
        return [heading] + levels + layers.flatMap(sentences) + note
    }

    private var note: [String] { figure.note.map { ["Note: \($0)."] } ?? [] }

    private func isNamedByAxis(_ layer: Figure.Layer) -> Bool {
        if case .bars = layer.shape { true } else { false }
    }

    private var heading: String {
        let cells = figure.layers.first { if case .cells = $0.shape { true } else { false } }
        let what = figure.vertical.label.isEmpty ? cells?.name ?? "" : figure.vertical.label
        let shown = what.isEmpty ? "" : "\(what) by "
        guard let extent = figure.layers.compactMap(horizontalRange).reduce(nil, Self.union), shown != "" else {
            return "Plot of \(shown)\(across)."
        }
        return "Plot of \(shown)\(across), from \(number(extent.lowerBound)) to \(number(extent.upperBound))."
    }

    private func horizontalRange(_ layer: Figure.Layer) -> ClosedRange<Double>? {
        let places: [Double]
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces): places = pieces.joined().map(\.x)
        case .points(let points), .crosses(let points): places = points.map(\.x)
        case .band(let pieces): places = pieces.joined().map(\.x)
        case .ranges(let spans): places = spans.map(\.x)
        case .bars, .cells, .labels, .uprights: places = []
        }
        return Self.range(places)
    }

    // MARK: - Layers

    private func sentences(_ layer: Figure.Layer) -> [String] {
        switch layer.shape {
        case .line(let pieces), .dashed(let pieces):
            return curve(pieces.flatMap { $0 }, pieces: pieces.count).map { ["\(layer.name): \($0)."] } ?? []
        case .band(let pieces): return band(pieces.flatMap { $0 }).map { ["\(layer.name): \($0)."] } ?? []
        case .ranges(let spans): return band(spans).map { ["\(layer.name): \($0)."] } ?? []
        case .points(let points), .crosses(let points):
            return cloud(points).map { ["\(layer.name): \($0)."] } ?? []
        case .bars(let bars): return [barList(bars)]
        case .cells(let cells): return rows(cells)
        case .labels, .uprights: return []
        }
    }

    /// Returns the course of a curve; only its range if it has several values at one position. A single line may have
    /// steps.
    private func curve(_ points: [Figure.Point], pieces: Int) -> String? {
        guard let range = Self.range(points.map(\.y)) else { return nil }
        guard let first = points.first, let last = points.last,
            zip(points, points.dropFirst()).allSatisfy({ pieces == 1 ? $0.x <= $1.x : $0.x < $1.x })
        else {
            return "\(pieces) lines between \(number(range.lowerBound)) and \(number(range.upperBound))"
        }
        guard points.count > 1 else { return "\(number(first.y)) at \(position(first))" }
        guard range.lowerBound < range.upperBound else { return "\(number(first.y)) everywhere" }
        return "\(trend(points)) from \(number(first.y)) to \(number(last.y)); \(extremes(points, range))"
    }

    private func extremes(_ points: [Figure.Point], _ range: ClosedRange<Double>) -> String {
        func at(_ value: Double) -> String {
            "\(number(value)) at \(points.first { $0.y == value }.map(position) ?? "")"
        }
        guard let lowerIsBetter = figure.lowerIsBetter else {
            return "lowest \(at(range.lowerBound)), highest \(at(range.upperBound))"
        }
        let (best, worst) =
            lowerIsBetter ? (range.lowerBound, range.upperBound) : (range.upperBound, range.lowerBound)
        return "best \(at(best)), worst \(at(worst))"
    }

    /// Returns the direction from the first third of a curve to its last third: a verb.
    private func trend(_ points: [Figure.Point]) -> String {
        let third = max(1, points.count / 3)
        func mean(_ points: some Collection<Figure.Point>) -> Double {
            points.reduce(0) { $0 + $1.y / Double(points.count) }
        }
        let change = mean(points.suffix(third)) - mean(points.prefix(third))
        let range = Self.range(points.map(\.y)) ?? 0...0
        let whole = (points.last?.y ?? 0) - (points.first?.y ?? 0)
        guard abs(change) > (range.upperBound - range.lowerBound) / 10, change * whole > 0 else {
            return "no clear trend,"
        }
        return change > 0 ? "rises" : "falls"
    }

    private func band(_ spans: [Figure.VerticalRange]) -> String? {
        guard let first = spans.first, let last = spans.last else { return nil }
        func text(_ span: Figure.VerticalRange) -> String {
            "\(number(span.low)) to \(number(span.high)) at \(position(Figure.Point(x: span.x, y: 0)))"
        }
        return spans.count > 1 ? "\(text(first)), \(text(last))" : text(first)
    }

    private func cloud(_ points: [Figure.Point]) -> String? {
        guard let x = Self.range(points.map(\.x)), let y = Self.range(points.map(\.y)) else { return nil }
        let vertical = figure.vertical.label.isEmpty ? "height" : figure.vertical.label
        guard points.count > 1 else {
            return "\(across) \(number(x.lowerBound)), \(vertical) \(number(y.lowerBound))"
        }
        let correlation = Self.correlation(points).map { "; correlation \(String(format: "%.2f", $0))" } ?? ""
        return "\(points.count) points, \(across) from \(number(x.lowerBound)) to \(number(x.upperBound)), "
            + "\(vertical) from \(number(y.lowerBound)) to \(number(y.upperBound))\(correlation)"
    }

    private func barList(_ bars: [Figure.Point]) -> String {
        let names = Dictionary((figure.vertical.names ?? []).map { ($0.position, $0.text) }) { first, _ in first }
        let sorted = bars.sorted { $0.x == $1.x ? $0.y > $1.y : $0.x > $1.x }
        let shown = sorted.prefix(Self.most).map { "\(names[$0.y] ?? number($0.y)) \(number($0.x))" }
        let rest = sorted.count - shown.count
        return "From the largest: " + shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more." : ".")
    }

    /// Returns a sentence for each row of a heat map, from the top.
    private func rows(_ cells: Figure.Cells) -> [String] {
        let names = Dictionary((figure.vertical.names ?? []).map { ($0.position, $0.text) }) { first, _ in first }
        // Only the first row of a gene has its name, before its value.
        var gene = ""
        let all = cells.rows.enumerated().reversed().compactMap { number, row -> String? in
            var name = names[Double(number)] ?? "row \(number)"
            if let gap = name.firstRange(of: "  ") {
                gene = String(name[..<gap.lowerBound]) + " "
                name = String(name[gap.upperBound...].drop { $0 == " " })
            }
            let known = row.compactMap { $0 }
            guard let first = known.first, let last = known.last, let most = known.max() else { return nil }
            let highest = most > max(first, last) ? ", highest \(percent(most))" : ""
            return "\(gene)\(name): \(percent(first)) at first, \(percent(last)) at last"
                + "\(highest)."
        }
        return Array(all.prefix(Self.most)) + (all.count > Self.most ? ["\(all.count - Self.most) more rows."] : [])
    }

    // MARK: - Parallel coordinates

    /// The sentences about parallel axes: the typical values of the group that is drawn above the others.
    private var parallelSentences: [String]? {
        guard figure.uprights != nil, let axes = figure.horizontal.names else { return nil }
        let groups = figure.layers.filter { $0.shade != nil }
        func pieces(_ layer: Figure.Layer) -> [[Figure.Point]] {
            switch layer.shape {
            case .line(let pieces), .dashed(let pieces): pieces
            default: []
            }
        }
        var labels: [Figure.Label] = []
        for layer in figure.layers {
            if case .labels(let texts) = layer.shape { labels += texts }
        }
        let heading = "Lines over \(axes.map(\.text).joined(separator: ", "))."
        guard let fittest = groups.last else { return [heading] }
        let points = pieces(fittest).joined()
        let typical = axes.compactMap { axis -> String? in
            let places = points.filter { $0.x == axis.position }.map(\.y).sorted()
            guard !places.isEmpty else { return nil }
            return Self.description(
                of: places[places.count / 2], labels: labels.filter { $0.point.x == axis.position }
            ).map { "\(axis.text) \($0)" }
        }
        return [heading, "Groups by fitness, the fittest last: \(groups.map(\.name).joined(separator: "; "))."]
            + (typical.isEmpty ? [] : ["Typical of the fittest: \(typical.joined(separator: ", "))."])
    }

    /// Returns a position on an upright axis in words; nil without labels.
    ///
    /// An ordered gene has labels at its ends alone, so that the nearest one may be far away.
    private static func description(of position: Double, labels: [Figure.Label]) -> String? {
        let sorted = labels.sorted { $0.point.y < $1.point.y }
        let nearest = sorted.min { abs($0.point.y - position) < abs($1.point.y - position) }
        guard let nearest, abs(nearest.point.y - position) > 0.02,
            let below = sorted.last(where: { $0.point.y < position }),
            let above = sorted.first(where: { $0.point.y > position })
        else { return nearest.map { "about \($0.text)" } }
        let fraction = (position - below.point.y) / (above.point.y - below.point.y)
        return "\(percent(fraction)) of the way from \(below.text) to \(above.text)"
    }

    // MARK: - Numbers

    private func position(_ point: Figure.Point) -> String {
        let name = figure.horizontal.names?.first { $0.position == point.x }?.text
        return "\(across) \(name ?? number(point.x))"
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(format: "%.0f", value) : String(format: "%.4g", value)
    }

    private func percent(_ fraction: Double) -> String { Self.percent(fraction) }

    private static func percent(_ fraction: Double) -> String { String(format: "%.0f%%", fraction * 100) }

    private static func range(_ values: [Double]) -> ClosedRange<Double>? {
        guard let least = values.min(), let greatest = values.max() else { return nil }
        return least...greatest
    }

    private static func union(_ first: ClosedRange<Double>?, _ second: ClosedRange<Double>) -> ClosedRange<Double>? {
        guard let first else { return second }
        return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
    }

    /// Returns Pearson's correlation; nil if a coordinate does not vary or its squares overflow.
    private static func correlation(_ points: [Figure.Point]) -> Double? {
        guard points.count > 2 else { return nil }
        let count = Double(points.count)
        let (x, y) = (points.reduce(0) { $0 + $1.x / count }, points.reduce(0) { $0 + $1.y / count })
        let covariance = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
        let squares = (
            points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }, points.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
        )
        let product = (squares.0 * squares.1).squareRoot()
        guard product > 0, product.isFinite, covariance.isFinite else { return nil }
        return covariance / product
    }
}
