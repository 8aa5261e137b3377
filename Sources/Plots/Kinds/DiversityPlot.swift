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

    /// The figure of some generations. It always shows all that diversity can be, so that two figures can be compared.
    public static func figure(_ generations: [Generation]) -> Figure {
        func line(_ value: (Generation) -> Double) -> [[Figure.Point]] {
            generations.isEmpty ? [] : [generations.map { .init(x: Double($0.generation), y: value($0)) }]
        }
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis("diversity, 0 to 1", range: 0...1),
            layers: [
                Figure.Layer("fraction of different genomes", .dashed(line(\.distinct)), color: 0),
                Figure.Layer("mean distance of two genomes", .line(line(\.distance)), color: 1),
            ])
    }
}
