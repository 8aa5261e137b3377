/// The range of fitness by generation: best, mean and worst.
public enum RangePlot {
    /// The statistics of one generation.
    public struct Generation: Hashable, Sendable {
        /// The number of the generation, from 1.
        public let generation: Int
        /// The best fitness.
        public let best: Double
        /// The mean fitness.
        public let mean: Double
        /// The worst fitness.
        public let worst: Double

        /// Creates the statistics of a generation; all numbers are finite.
        public init(generation: Int, best: Double, mean: Double, worst: Double) {
            self.generation = generation
            self.best = best
            self.mean = mean
            self.worst = worst
        }
    }

    /// Returns the figure of some generations.
    ///
    /// - Parameter isMinimized: True if lower is better.
    public static func figure(_ generations: [Generation], verticalLabel: String, isMinimized: Bool = false) -> Figure {
        func points(_ value: (Generation) -> Double) -> [[Figure.Point]] {
            generations.isEmpty ? [] : [generations.map { .init(x: Double($0.generation), y: value($0)) }]
        }
        let band = generations.map {
            Figure.VerticalRange(x: Double($0.generation), low: min($0.best, $0.worst), high: max($0.best, $0.worst))
        }
        let spread: [Figure.Layer] =
            band.count > 1
            ? [Figure.Layer("range", .band([band]), color: 0)] : [Figure.Layer("range", .ranges(band), color: 0)]
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis(verticalLabel),
            layers: spread + [
                Figure.Layer("worst", .line(points(\.worst)), color: 2),
                Figure.Layer("mean", .dashed(points(\.mean)), color: 0),
                Figure.Layer("best", .line(points(\.best)), color: 1),
            ], lowerIsBetter: isMinimized)
    }
}
