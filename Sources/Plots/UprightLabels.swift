/// Where the texts of upright axes go in a terminal: beside their axis, cut to the gap to the next one; where the gap is
/// too narrow to read anything, to the list of the axes' names. The last axis always keeps its own.
struct UprightLabels {
    /// The columns to the right of the last axis that its texts need.
    let room: Int
    /// The figure with the texts that stand in it.
    let figure: Figure
    /// What the list of names says of each axis, where that is where the texts went.
    let listed: [String]?

    /// Below this many columns, cut texts say nothing.
    private static let leastReadable = 5

    /// - Parameter width: the columns of the canvas.
    init(_ figure: Figure, width: Int, _ style: TerminalFigure.Style) {
        guard let places = figure.uprights, places.count > 1, let last = places.last else {
            (room, self.figure, listed) = (0, figure, nil)
            return
        }
        let labels = figure.layers.flatMap { layer -> [Figure.Label] in
            if case .labels(let labels) = layer.shape { labels } else { [] }
        }
        let outer = labels.filter { $0.point.x >= last }.map(\.text.count).max() ?? 0
        let room = min(outer + 1, max(6, width / 4))
        let gap = (width - room - 1) / (places.count - 1)
        let inner = labels.filter { $0.point.x < last }
        // The axis itself and a blank before the next one.
        let most = gap - 2
        let isCrowded = most < min(Self.leastReadable, inner.map(\.text.count).max() ?? 0)
        var cut = figure
        cut.layers = figure.layers.map { layer in
            guard case .labels(let labels) = layer.shape else { return layer }
            var layer = layer
            layer.shape = .labels(
                labels.filter { !isCrowded || $0.point.x >= last }.map { label in
                    let most = label.point.x >= last ? room - 1 : most
                    return Figure.Label(TerminalFigure.cut(label.text, to: most, style), at: label.point)
                })
            return layer
        }
        (self.room, self.figure) = (room, cut)
        listed = isCrowded ? places.map { place in Self.summary(inner.filter { $0.point.x == place }) } : nil
    }

    /// Two texts are the ends of a range, more are values.
    private static func summary(_ labels: [Figure.Label]) -> String {
        let texts = labels.sorted { $0.point.y < $1.point.y }.map(\.text)
        return texts.joined(separator: texts.count == 2 ? ".." : ", ")
    }
}

extension Figure {
    /// Where its upright axes stand, from left to right; nil where it has none.
    var uprights: [Double]? {
        for layer in layers { if case .uprights(let places) = layer.shape { return places.sorted() } }
        return nil
    }
}
