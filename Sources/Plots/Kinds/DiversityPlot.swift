/// How different the genomes of a generation are.
public enum DiversityPlot {
    /// One generation.
    public struct Generation: Hashable, Sendable {
        /// From 1.
        public let generation: Int
        /// How far two genomes are apart in the mean, 0 to 1.
        public let distance: Double
        /// The share of genomes that differ from all before them, 0 to 1.
        public let distinct: Double

        /// One generation.
        public init(generation: Int, distance: Double, distinct: Double) {
            self.generation = generation
            self.distance = distance
            self.distinct = distinct
        }
    }

    /// More points than a screen has are noise: neighbours then share their mean.
    private static let mostPoints = 200

    /// The figure of some generations.
    public static func figure(_ all: [Generation]) -> Figure {
        let width = max(1, (all.count + mostPoints - 1) / mostPoints)
        let generations = stride(from: 0, to: all.count, by: width).map { start -> Generation in
            let some = all[start..<min(start + width, all.count)]
            func mean(_ value: (Generation) -> Double) -> Double {
                some.reduce(0) { $0 + value($1) } / Double(some.count)
            }
            return Generation(
                generation: some[start + some.count / 2].generation, distance: mean(\.distance),
                distinct: mean(\.distinct))
        }
        func line(_ value: (Generation) -> Double) -> [[Figure.Point]] {
            generations.isEmpty ? [] : [generations.map { .init(x: Double($0.generation), y: value($0)) }]
        }
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis("diversity, 0 to 1"),
            layers: [
                Figure.Layer("different genomes, as a share", .dashed(line(\.distinct)), color: 0),
                Figure.Layer("mean distance of two genomes", .line(line(\.distance)), color: 1),
            ])
    }
}
