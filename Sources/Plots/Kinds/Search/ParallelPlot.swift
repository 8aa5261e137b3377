/// Parallel coordinates: genomes as lines over their genes, coloured by fitness (Inselberg, "The plane with parallel
/// coordinates", 1985).
public enum ParallelPlot {
    /// A labelled value on an axis.
    public struct Mark: Hashable, Sendable {
        /// The position, from 0 (bottom) to 1 (top).
        public let position: Double
        /// The label.
        public let text: String

        /// Creates a mark.
        public init(_ text: String, at position: Double) {
            self.text = text
            self.position = position
        }
    }

    /// A vertical axis for one gene.
    public struct GeneAxis: Hashable, Sendable {
        /// The name of the gene.
        public let name: String
        /// The labelled values.
        public let marks: [Mark]

        /// Creates an axis.
        public init(name: String, marks: [Mark]) {
            self.name = name
            self.marks = marks
        }
    }

    /// A genome: the position of each gene and the fitness.
    public struct GenomeLine: Hashable, Sendable {
        /// The position of each gene, from 0 to 1; nil for an inactive gene.
        public let positions: [Double?]
        /// The fitness; higher is better.
        public let fitness: Double

        /// Creates a genome.
        public init(positions: [Double?], fitness: Double) {
            self.positions = positions
            self.fitness = fitness
        }
    }

    /// Returns the figure of some genomes; the fittest are drawn above the others.
    ///
    /// - Parameters:
    ///   - note: a note on omitted genomes; nil for none.
    ///   - name: returns the name of a range of fitness in the legend.
    public static func figure(
        _ genes: [GeneAxis], _ genomes: [GenomeLine], note: String? = nil,
        name: (_ low: Double, _ high: Double) -> String
    ) -> Figure {
        let sorted = genomes.sorted { $0.fitness < $1.fitness }
        let groups = min(5, Set(genomes.map(\.fitness)).count)
        let layers = (0..<groups).compactMap { group -> Figure.Layer? in
            let (start, end) = (sorted.count * group / groups, sorted.count * (group + 1) / groups)
            guard start < end else { return nil }
            let lines = sorted[start..<end].flatMap(pieces)
            let isFittest = group == groups - 1
            return Figure.Layer(
                name(sorted[start].fitness, sorted[end - 1].fitness), isFittest ? .line(lines) : .dashed(lines),
                color: 0, shade: groups > 1 ? Double(group) / Double(groups - 1) : 1)
        }
        let labels = genes.enumerated().flatMap { number, gene in
            gene.marks.map { Figure.Label($0.text, at: .init(x: Double(number), y: $0.position)) }
        }
        let axes = Figure.Layer("", .uprights(genes.indices.map(Double.init)), color: 2)
        return Figure(
            horizontal: Axis("", names: genes.enumerated().map { .init($1.name, at: Double($0)) }),
            // Positions are fractions of the axis, whatever the range of the genomes.
            vertical: Axis("", names: [], range: 0...1),
            layers: genomes.isEmpty ? [] : [axes] + layers + [Figure.Layer("", .labels(labels), color: 2)], note: note)
    }

    private static func pieces(_ genome: GenomeLine) -> [[Figure.Point]] {
        genome.positions.enumerated().map { number, position in
            position.map { Figure.Point(x: Double(number), y: $0) }
        }.split { $0 == nil }.map { $0.compactMap { $0 } }
    }
}
