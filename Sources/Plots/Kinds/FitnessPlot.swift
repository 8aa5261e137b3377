/// How a population grows fitter: mean, a band of one standard deviation, and the best of each generation.
public enum FitnessPlot {
    /// What is known of a generation; nil where all its evaluations failed.
    public struct Generation: Hashable, Sendable {
        /// From 1.
        public let generation: Int
        /// The mean of the population.
        public let mean: Double?
        /// Its standard deviation.
        public let deviation: Double?
        /// The best of the population.
        public let best: Double?

        /// What is known of a generation.
        public init(generation: Int, mean: Double?, deviation: Double?, best: Double?) {
            self.generation = generation
            self.mean = mean
            self.deviation = deviation
            self.best = best
        }
    }

    /// The figure of some generations.
    ///
    /// - Parameters:
    ///   - isMaximumOnly: draws the best alone.
    ///   - isDiscrete: a bar for each generation in place of the band, which ends at the generation's best.
    ///   - isMinimized: the best is the least: the legend says so, and where it falls by orders of magnitude, as losses
    ///     do, the scale is logarithmic.
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
                verticalLabel ?? "fitness", scale: isMinimized ? .suited(to: drawn.filter(isDrawable)) : .linear),
            layers: isMaximumOnly ? [best] : spread(generations, isDiscrete, isMinimized) + [mean, best])
    }

    private static func point(_ generation: Generation, _ value: Double?) -> Figure.Point? {
        value.flatMap { isDrawable($0) ? Figure.Point(x: Double(generation.generation), y: $0) : nil }
    }

    /// Whether a number and its differences from others have a place on a scale.
    private static func isDrawable(_ value: Double) -> Bool { abs(value) < 1e300 }

    /// The deviations; none where there is nothing of them to see. A generation whose neighbours are not known has no
    /// width as a band, so it has a bar.
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

    /// One deviation around the mean, as far as values occur: none is better than the generation's best, which on a
    /// logarithmic scale also keeps the lower end above 0.
    private static func span(_ generation: Generation, _ isMinimized: Bool) -> Figure.Span? {
        guard let mean = generation.mean, let deviation = generation.deviation, isDrawable(mean), isDrawable(deviation)
        else {
            return nil
        }
        let best = generation.best ?? (isMinimized ? -.infinity : .infinity)
        // Rounding may put a mean beyond the best of equals.
        let low = isMinimized ? max(mean - deviation, min(best, mean)) : mean - deviation
        let high = isMinimized ? mean + deviation : min(mean + deviation, max(best, mean))
        return Figure.Span(x: Double(generation.generation), low: low, high: high)
    }

    /// Neighbours that are known, parted where a generation is not.
    private static func pieces<Value>(_ generations: [Generation], _ value: (Generation) -> Value?) -> [[Value]] {
        generations.map(value).split { $0 == nil }.map { $0.compactMap { $0 } }
    }
}
