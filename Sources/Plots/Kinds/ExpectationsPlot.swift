/// How good a model's expectations were: what was expected of each birth against what was measured. Points on the line
/// came out as expected.
public enum ExpectationsPlot {
    /// The figure of some births.
    ///
    /// - Parameter points: the expectation from left to right, what came of it from below to above.
    public static func figure(
        _ points: [Figure.Point], title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil
    ) -> Figure {
        let drawn = points.filter { abs($0.x) < 1e300 && abs($0.y) < 1e300 }
        let ends = drawn.flatMap { [$0.x, $0.y] }
        let line = [ends.min(), ends.max()].compactMap { $0 }.map { Figure.Point(x: $0, y: $0) }
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "expected"), vertical: Axis(verticalLabel ?? "measured"),
            layers: drawn.isEmpty
                ? []
                : [
                    Figure.Layer("as expected", .dashed([line]), color: 0),
                    Figure.Layer("a birth", .points(drawn), color: 1),
                ])
    }
}
