/// A comparison of searches: the best result so far after each evaluation.
public enum ComparisonPlot {
    /// One search.
    public struct Search: Hashable, Sendable {
        /// The name in the legend.
        public let name: String
        /// The best result after each evaluation; nil before the first fitness.
        public let best: [Double?]
        /// The range of the best result over repetitions, after each evaluation; nil if unknown.
        public let band: [ClosedRange<Double>?]
        /// The name of the band in the legend.
        public let bandName: String

        /// Creates a search.
        public init(
            name: String, best: [Double?], band: [ClosedRange<Double>?] = [], bandName: String = ""
        ) {
            self.name = name
            self.best = best
            self.band = band
            self.bandName = bandName
        }
    }

    /// Returns the figure; the last search is drawn above the others.
    ///
    /// - Parameter isMinimized: true for a logarithmic scale if the best result falls by orders of magnitude.
    public static func figure(
        _ searches: [Search], title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil,
        isMinimized: Bool = false
    ) -> Figure {
        let bands = searches.enumerated().compactMap { number, search -> Figure.Layer? in
            let spans = search.band.enumerated().map { index, range in
                range.flatMap { range -> Figure.VerticalRange? in
                    guard range.lowerBound.isDrawable, range.upperBound.isDrawable else { return nil }
                    return Figure.VerticalRange(x: Double(index + 1), low: range.lowerBound, high: range.upperBound)
                }
            }
            let pieces = spans.split { $0 == nil }.map { Figure.steps($0.compactMap { $0 }) }
            return pieces.isEmpty ? nil : Figure.Layer(search.bandName, .band(pieces), color: number)
        }
        let lines = searches.enumerated().map { number, search in
            let points = search.best.enumerated().compactMap { index, best in
                best.flatMap { $0.isDrawable ? Figure.Point(x: Double(index + 1), y: $0) : nil }
            }
            let steps = Figure.steps(points)
            let isLast = number == searches.count - 1
            return Figure.Layer(search.name, isLast ? .line([steps]) : .dashed([steps]), color: number)
        }
        let drawn = searches.flatMap(\.best).compactMap { $0 }.filter(\.isDrawable)
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "evaluation", isWhole: true),
            vertical: Axis(verticalLabel ?? "best so far", scale: isMinimized ? .suited(to: drawn) : .linear),
            layers: bands + lines, lowerIsBetter: isMinimized)
    }
}
