import Plots

/// The layout of texts at vertical axes in a terminal. They are beside their axis, cut to the gap before the next
/// one. If the gap is too narrow, they move to the list of the axes' names. The last axis always keeps its own.
struct UprightLabels {
    /// The number of columns to the right of the last axis that its texts need.
    let room: Int
    /// The figure with the texts that remain in it.
    let figure: Figure
    /// The texts of each axis for the list of names; nil if they remain in the figure.
    let listed: [String]?

    /// The number of columns below which cut texts are unreadable.
    private static let leastReadable = 5

    /// - Parameter width: the number of columns of the canvas.
    init(_ figure: Figure, width: Int, _ style: TerminalFigure.FigureStyle) {
        guard let positions = figure.uprights, positions.count > 1, let last = positions.last else {
            (room, self.figure, listed) = (0, figure, nil)
            return
        }
        let labels = figure.layers.flatMap { layer -> [Figure.Label] in
            if case .labels(let labels) = layer.shape { labels } else { [] }
        }
        let outer = labels.filter { $0.point.x >= last }.map(\.text.count).max() ?? 0
        let room = min(outer + 1, max(6, width / 4))
        let gap = (width - room - 1) / (positions.count - 1)
        let inner = labels.filter { $0.point.x < last }
        // Subtract the axis itself and a space before the next one.
        let maximum = gap - 2
        let isCrowded = maximum < min(Self.leastReadable, inner.map(\.text.count).max() ?? 0)
        var cut = figure
        cut.layers = figure.layers.map { layer in
            guard case .labels(let labels) = layer.shape else { return layer }
            var layer = layer
            layer.shape = .labels(
                labels.filter { !isCrowded || $0.point.x >= last }.map { label in
                    let maximum = label.point.x >= last ? room - 1 : maximum
                    return Figure.Label(TerminalFigure.cut(label.text, to: maximum, style), at: label.point)
                })
            return layer
        }
        (self.room, self.figure) = (room, cut)
        listed = isCrowded ? positions.map { position in Self.summary(inner.filter { $0.point.x == position }) } : nil
    }

    /// Returns two texts as the ends of a range, and any other number as a list of values.
    private static func summary(_ labels: [Figure.Label]) -> String {
        let texts = labels.sorted { $0.point.y < $1.point.y }.map(\.text)
        return texts.joined(separator: texts.count == 2 ? ".." : ", ")
    }
}

extension Figure {
    /// The x coordinates of its vertical axes, from left to right; nil if it has none.
    var uprights: [Double]? {
        for layer in layers { if case .uprights(let positions) = layer.shape { return positions.sorted() } }
        return nil
    }
}
