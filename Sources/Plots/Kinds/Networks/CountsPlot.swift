/// A bar chart of counts, each with its number.
public enum CountsPlot {
    /// Returns the figure of some counts; the first one is at the top.
    ///
    /// - Parameter label: The label of the axis.
    public static func figure(_ counts: [(name: String, count: Int)], label: String, note: String? = nil) -> Figure {
        let upwards = counts.reversed().enumerated()
        let bars = upwards.map { Figure.Point(x: Double($1.count), y: Double($0)) }
        let labels = upwards.map { Figure.Label("\($1.count)", at: .init(x: Double($1.count), y: Double($0))) }
        return Figure(
            horizontal: Axis(label, isWhole: true),
            vertical: Axis("", names: upwards.map { .init($1.name, at: Double($0)) }),
            layers: counts.isEmpty
                ? [] : [Figure.Layer("", .bars(bars), color: 0), Figure.Layer("", .labels(labels), color: 0)],
            note: note)
    }
}
