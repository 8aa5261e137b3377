/// Searches side by side: the best so far after each evaluation.
public enum ComparisonPlot {
    /// One search.
    public struct Search: Hashable, Sendable {
        /// What the legend calls it.
        public let name: String
        /// The best after each evaluation; nil before the first fitness.
        public let best: [Double?]
        /// The range of the best in most repetitions of it, after each evaluation; nil where it is not known.
        public let band: [ClosedRange<Double>?]
        /// The name of the band in the legend.
        public let bandName: String

        /// One search.
        public init(
            name: String, best: [Double?], band: [ClosedRange<Double>?] = [], bandName: String = ""
        ) {
            self.name = name
            self.best = best
            self.band = band
            self.bandName = bandName
        }
    }

    /// The figure of some searches, the last one drawn above the others.
    ///
    /// - Parameter isMinimized: where the best falls by orders of magnitude, the scale is logarithmic.
    public static func figure(
        _ searches: [Search], title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil,
        isMinimized: Bool = false
    ) -> Figure {
        let bands = searches.enumerated().compactMap { number, search -> Figure.Layer? in
            let spans = search.band.enumerated().map { place, range in
                range.flatMap { range -> Figure.Span? in
                    guard isDrawable(range.lowerBound), isDrawable(range.upperBound) else { return nil }
                    return Figure.Span(x: Double(place + 1), low: range.lowerBound, high: range.upperBound)
                }
            }
            let pieces = spans.split { $0 == nil }.map { $0.compactMap { $0 } }
            return pieces.isEmpty ? nil : Figure.Layer(search.bandName, .band(pieces), color: number)
        }
        let lines = searches.enumerated().map { number, search in
            let points = search.best.enumerated().compactMap { place, best in
                best.flatMap { isDrawable($0) ? Figure.Point(x: Double(place + 1), y: $0) : nil }
            }
            let isLast = number == searches.count - 1
            return Figure.Layer(search.name, isLast ? .line([points]) : .dashed([points]), color: number)
        }
        let drawn = searches.flatMap(\.best).compactMap { $0 }.filter(isDrawable)
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "evaluation", isWhole: true),
            vertical: Axis(verticalLabel ?? "best so far", scale: isMinimized ? .suited(to: drawn) : .linear),
            layers: bands + lines)
    }

    private static func isDrawable(_ value: Double) -> Bool { abs(value) < 1e300 }
}
