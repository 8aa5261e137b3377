/// An experiment: the best result so far of several ways, over all runs of each.
public enum ExperimentPlot {
    /// The quartiles of the runs of a way after a number of evaluations.
    public struct Step: Hashable, Sendable {
        /// The number of evaluations.
        public let evaluations: Int
        /// The lower end of the interquartile range.
        public let low: Double
        /// The median.
        public let median: Double
        /// The upper end of the interquartile range.
        public let high: Double

        /// Creates a step; all numbers are finite.
        public init(evaluations: Int, low: Double, median: Double, high: Double) {
            self.evaluations = evaluations
            self.low = low
            self.median = median
            self.high = high
        }
    }

    /// One way.
    public struct Way: Hashable, Sendable {
        /// The name in the legend.
        public let name: String
        /// The quartiles, with ascending numbers of evaluations.
        public let steps: [Step]

        /// Creates a way.
        public init(name: String, steps: [Step]) {
            self.name = name
            self.steps = steps
        }
    }

    /// The number of ways up to which quartiles are drawn; the bands of more would cover one another.
    static let maximumBands = 5

    /// Returns the figure: a line for each median and a band from quartile to quartile; the first way is drawn above
    /// the others. With more than five ways, there are only medians.
    ///
    /// - Parameter isMinimized: true for a logarithmic scale if the results fall by orders of magnitude.
    public static func figure(_ ways: [Way], verticalLabel: String, isMinimized: Bool = false) -> Figure {
        let numbered = Array(ways.enumerated().reversed())
        let banded = ways.count > maximumBands ? [] : numbered
        let bands = banded.map { number, way in
            let spans = way.steps.filter(isDrawable).map {
                Figure.VerticalRange(x: Double($0.evaluations), low: $0.low, high: $0.high)
            }
            return Figure.Layer("quartiles of \(way.name)", .band([Figure.steps(spans)]), color: number)
        }
        let lines = numbered.map { number, way in
            let points = way.steps.filter(isDrawable).map { Figure.Point(x: Double($0.evaluations), y: $0.median) }
            let steps = Figure.steps(points)
            return Figure.Layer(way.name, number == 0 ? .line([steps]) : .dashed([steps]), color: number)
        }
        let drawn = ways.flatMap(\.steps).filter(isDrawable).flatMap { [$0.low, $0.median, $0.high] }
        return Figure(
            horizontal: Axis("evaluation", isWhole: true),
            vertical: Axis(verticalLabel, scale: isMinimized ? .suited(to: drawn) : .linear), layers: bands + lines,
            note: ways.isEmpty ? nil : banded.isEmpty ? "medians of the runs" : "bands from quartile to quartile",
            lowerIsBetter: isMinimized)
    }

    private static func isDrawable(_ step: Step) -> Bool {
        [step.low, step.median, step.high].allSatisfy(\.isDrawable)
    }
}
