/// Searches side by side: the best so far after each evaluation.
public enum ComparisonPlot {
    /// One search.
    public struct Search: Hashable, Sendable {
        /// What the legend calls it.
        public let name: String
        /// The best after each evaluation; nil before the first fitness.
        public let best: [Double?]

        /// One search.
        public init(name: String, best: [Double?]) {
            self.name = name
            self.best = best
        }
    }

    /// The figure of some searches, the last one drawn above the others.
    public static func figure(
        _ searches: [Search], title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil
    ) -> Figure {
        let layers = searches.enumerated().map { number, search in
            let points = search.best.enumerated().compactMap { place, best in
                best.flatMap { abs($0) < 1e300 ? Figure.Point(x: Double(place + 1), y: $0) : nil }
            }
            let isLast = number == searches.count - 1
            return Figure.Layer(search.name, isLast ? .line([points]) : .dashed([points]), color: number)
        }
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "evaluation", isWhole: true),
            vertical: Axis(verticalLabel ?? "best so far"), layers: layers)
    }
}
