/// The diversity of the genomes in each generation.
public enum DiversityPlot {
    /// One generation.
    public struct Generation: Hashable, Sendable {
        /// The number of the generation, from 1.
        public let generation: Int
        /// The mean distance between two genomes, 0 to 1.
        public let distance: Double
        /// The fraction of different genomes, 0 to 1: those that differ from all before them in the generation.
        public let distinct: Double

        /// Creates a generation.
        public init(generation: Int, distance: Double, distinct: Double) {
            self.generation = generation
            self.distance = distance
            self.distinct = distinct
        }
    }

    /// Returns the figure. It always shows the full range of diversity, so that figures can be compared.
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
