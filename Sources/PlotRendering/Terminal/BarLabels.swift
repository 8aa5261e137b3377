import Plots

/// The layout of texts after horizontal bars in a terminal.
enum BarLabels {
    /// Returns the part of the axis to add at its end, so that the text after each bar is complete.
    ///
    /// - Parameters:
    ///   - range: the range of the axis without it.
    ///   - width: the number of columns of the canvas.
    static func room(in figure: Figure, _ range: ClosedRange<Double>, width: Int) -> Double {
        guard figure.layers.contains(where: { if case .bars = $0.shape { true } else { false } }) else { return 0 }
        let length = range.upperBound - range.lowerBound
        return figure.layers.reduce(0) { room, layer in
            guard case .labels(let labels) = layer.shape else { return room }
            return labels.reduce(room) { room, label in
                // The last cell of the bar, a space, and the text.
                let rest = width - label.text.count - 3
                // At least half of the canvas remains for the bars.
                guard rest >= width / 2 else { return room }
                return max(room, (label.point.x - range.lowerBound) * Double(width) / Double(rest) - length)
            }
        }
    }
}
