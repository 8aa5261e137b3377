/// The best result so far over the time that evaluations took.
public enum TimePlot {
    /// One evaluation.
    public struct Evaluation: Hashable, Sendable {
        /// Its duration in seconds, 0 or more.
        public let seconds: Double
        /// Its result; nil if it failed. The time of a failure counts.
        public let value: Double?

        /// Creates an evaluation.
        public init(seconds: Double, value: Double?) {
            self.seconds = seconds
            self.value = value
        }
    }

    /// A unit of time that suits a duration.
    public enum TimeUnit: String, Sendable {
        case seconds, minutes, hours

        /// Creates the unit that keeps a duration readable.
        public init(suiting seconds: Double) {
            self = seconds < 300 ? .seconds : seconds < 3 * 3600 ? .minutes : .hours
        }

        /// The length in seconds.
        public var length: Double {
            switch self {
            case .seconds: 1
            case .minutes: 60
            case .hours: 3600
            }
        }
    }

    /// Returns the figure: a line that rises, or falls, when an evaluation that improves the best result ends.
    ///
    /// - Parameters:
    ///   - evaluations: The evaluations, in the order of births.
    ///   - isMinimized: true if lower results are better.
    /// - Complexity: O(evaluations)
    public static func figure(
        _ evaluations: [Evaluation], verticalLabel: String? = nil, isMinimized: Bool = false
    ) -> Figure {
        let total = evaluations.reduce(0) { $0 + $1.seconds }
        let unit = TimeUnit(suiting: total)
        var points: [Figure.Point] = []
        var (passed, best) = (0.0, Double?.none)
        for evaluation in evaluations {
            passed += evaluation.seconds
            guard let value = evaluation.value, value.isDrawable else { continue }
            if let best {
                guard isMinimized ? value < best : value > best else { continue }
                // A step: until now the result was the earlier one.
                points.append(.init(x: passed / unit.length, y: best))
            }
            best = value
            points.append(.init(x: passed / unit.length, y: value))
        }
        if let best, let last = points.last, last.x < total / unit.length {
            points.append(.init(x: total / unit.length, y: best))
        }
        return Figure(
            horizontal: Axis("\(unit.rawValue) of evaluation"),
            vertical: Axis(
                verticalLabel ?? "best so far", scale: isMinimized ? .suited(to: points.map(\.y)) : .linear),
            layers: [Figure.Layer("best so far", .line(points.isEmpty ? [] : [points]), color: 1)],
            lowerIsBetter: isMinimized)
    }
}
