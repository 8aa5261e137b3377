/// The accuracy of a surrogate model: the predicted against the measured value of each birth. Exact predictions lie
/// on the line.
public enum ExpectationsPlot {
    /// Returns the figure of some births.
    ///
    /// - Parameter points: the predicted value (x) and the measured value (y) of each birth.
    public static func figure(
        _ points: [Figure.Point], title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil
    ) -> Figure {
        let drawn = points.filter { $0.x.isDrawable && $0.y.isDrawable }
        let ends = drawn.flatMap { [$0.x, $0.y] }
        let line = [ends.min(), ends.max()].compactMap { $0 }.map { Figure.Point(x: $0, y: $0) }
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "predicted"), vertical: Axis(verticalLabel ?? "measured"),
            layers: drawn.isEmpty
                ? []
                : [
                    Figure.Layer("predicted = measured", .dashed([line]), color: 0),
                    Figure.Layer("a birth", .points(drawn), color: 1),
                ])
    }
}
