/// The running times of several ways to search: the fraction of runs that reached a target, by evaluations (Hansen,
/// Auger, Ros, Mersmann, Tušar and Brockhoff, "COCO: a platform for comparing continuous optimizers in a black-box
/// setting", 2021).
public enum RunningTimePlot {
    /// The runs of one way.
    public struct Way: Hashable, Sendable {
        /// The name in the legend.
        public let name: String
        /// The evaluations of each run until it reached the target; nil for a run that did not.
        public let evaluations: [Int?]

        /// Creates a way.
        public init(name: String, evaluations: [Int?]) {
            self.name = name
            self.evaluations = evaluations
        }
    }

    /// The maximum number of points of a line; more cannot be distinguished.
    private static let maximumPoints = 400

    /// Returns the figure; the first way is drawn above the others.
    ///
    /// - Parameters:
    ///   - target: the target as text.
    ///   - length: the evaluations of the longest run.
    public static func figure(_ ways: [Way], target: String, length: Int) -> Figure {
        let length = max(1, length)
        let count = min(length, maximumPoints)
        let steps = (0...count).map { $0 * (length / count) + $0 * (length % count) / count }
        let layers = ways.enumerated().reversed().map { number, way in
            let reached = way.evaluations.compactMap { $0 }.sorted()
            var done = 0
            let points = steps.map { step in
                while done < reached.count, reached[done] <= step { done += 1 }
                return Figure.Point(x: Double(step), y: Double(done) / Double(max(1, way.evaluations.count)))
            }
            let stairs = Figure.steps(points)
            return Figure.Layer(way.name, number == 0 ? .line([stairs]) : .dashed([stairs]), color: number)
        }
        return Figure(
            horizontal: Axis("evaluation", isWhole: true), vertical: Axis("runs that reached \(target)", range: 0...1),
            layers: layers, lowerIsBetter: false)
    }
}
