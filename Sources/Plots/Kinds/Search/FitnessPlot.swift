/// The fitness of a population by generation: mean, a band of one standard deviation, and the best.
public enum FitnessPlot {
    /// The statistics of one generation; nil if all its evaluations failed.
    public struct Generation: Hashable, Sendable {
        /// The number of the generation, from 1.
        public let generation: Int
        /// The mean fitness of the population.
        public let mean: Double?
        /// The standard deviation of the fitness.
        public let deviation: Double?
        /// The best fitness of the population.
        public let best: Double?

        /// Creates the statistics of a generation.
        public init(generation: Int, mean: Double?, deviation: Double?, best: Double?) {
            self.generation = generation
            self.mean = mean
            self.deviation = deviation
            self.best = best
        }
    }

    /// Returns the figure of some generations.
    ///
    /// - Parameters:
    ///   - isMaximumOnly: true to draw only the best.
    ///   - isDiscrete: true to draw a bar for each generation instead of a band; it ends at the generation's best.
    ///   - isMinimized: true if lower is better: the legend says so, and the scale is logarithmic if values fall by
    ///     orders of magnitude, as losses do.
    public static func figure(
        _ generations: [Generation], isMaximumOnly: Bool = false, isDiscrete: Bool = false, title: String? = nil,
        horizontalLabel: String? = nil, verticalLabel: String? = nil, isMinimized: Bool = false
    ) -> Figure {
        let best = Figure.Layer(
            isMinimized ? "minimum" : "maximum", .line(pieces(generations) { point($0, $0.best) }), color: 1)
        let mean = Figure.Layer("mean", .dashed(pieces(generations) { point($0, $0.mean) }), color: 0)
        let drawn = generations.flatMap { isMaximumOnly ? [$0.best] : [$0.best, $0.mean] }.compactMap { $0 }
        return Figure(
            title: title, horizontal: Axis(horizontalLabel ?? "generation", isWhole: true),
            vertical: Axis(
                verticalLabel ?? "fitness", scale: isMinimized ? .suited(to: drawn.filter(\.isDrawable)) : .linear),
            layers: isMaximumOnly ? [best] : spread(generations, isDiscrete, isMinimized) + [mean, best],
            lowerIsBetter: isMinimized)
    }

    private static func point(_ generation: Generation, _ value: Double?) -> Figure.Point? {
        value.flatMap { $0.isDrawable ? Figure.Point(x: Double(generation.generation), y: $0) : nil }
    }

    /// Returns the standard deviations; empty if they are all 0. A generation with unknown neighbours has no width as
    /// a band, so it gets a bar.
    private static func spread(
        _ generations: [Generation], _ isDiscrete: Bool, _ isMinimized: Bool
    ) -> [Figure.Layer] {
        let pieces = pieces(generations) { span($0, isMinimized) }
        guard pieces.joined().contains(where: { $0.low < $0.high }) else { return [] }
        let bars = isDiscrete ? Array(pieces.joined()) : pieces.filter { $0.count == 1 }.flatMap { $0 }
        let bands = isDiscrete ? [] : pieces.filter { $0.count > 1 }
        let name = "one standard deviation"
        return (bands.isEmpty ? [] : [Figure.Layer(name, .band(bands), color: 0)])
            + (bars.isEmpty ? [] : [Figure.Layer(bands.isEmpty ? name : "", .ranges(bars), color: 0)])
    }

    /// Returns one standard deviation around the mean, limited to the generation's best. On a logarithmic scale this
    /// also keeps the lower end above 0.
    private static func span(_ generation: Generation, _ isMinimized: Bool) -> Figure.VerticalRange? {
        guard let mean = generation.mean, let deviation = generation.deviation, mean.isDrawable, deviation.isDrawable
        else {
            return nil
        }
        let best = generation.best ?? (isMinimized ? -.infinity : .infinity)
        // Rounding may put the mean of equal values beyond their best.
        let low = isMinimized ? max(mean - deviation, min(best, mean)) : mean - deviation
        let high = isMinimized ? mean + deviation : min(mean + deviation, max(best, mean))
        return Figure.VerticalRange(x: Double(generation.generation), low: low, high: high)
    }

    /// Returns runs of known neighbours, split at unknown generations.
    private static func pieces<Value>(_ generations: [Generation], _ value: (Generation) -> Value?) -> [[Value]] {
        generations.map(value).split { $0 == nil }.map { $0.compactMap { $0 } }
    }
}
