/// Genomes as lines over their genes, coloured by their fitness (Inselberg, "The plane with parallel coordinates", 1985).
public enum ParallelPlot {
    /// A value's place on its axis.
    public struct Mark: Hashable, Sendable {
        /// From 0, below, to 1.
        public let place: Double
        /// What stands beside it.
        public let text: String

        /// A value's place.
        public init(_ text: String, at place: Double) {
            self.text = text
            self.place = place
        }
    }

    /// An upright axis.
    public struct Gene: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// The values that are written beside it.
        public let marks: [Mark]

        /// An axis.
        public init(name: String, marks: [Mark]) {
            self.name = name
            self.marks = marks
        }
    }

    /// A genome: the place of each gene from 0 to 1, nil where the gene takes no part, and its fitness, more being better.
    public struct Genome: Hashable, Sendable {
        /// The place of each gene.
        public let places: [Double?]
        /// Its fitness, more being better.
        public let fitness: Double

        /// A genome.
        public init(places: [Double?], fitness: Double) {
            self.places = places
            self.fitness = fitness
        }
    }

    /// The figure of some genomes, the fittest drawn above the others.
    ///
    /// - Parameters:
    ///   - note: what is left out; nil for nothing.
    ///   - name: what the legend calls a fitness between two others.
    public static func figure(
        _ genes: [Gene], _ genomes: [Genome], note: String? = nil, name: (_ low: Double, _ high: Double) -> String
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
            gene.marks.map { Figure.Label($0.text, at: .init(x: Double(number), y: $0.place)) }
        }
        let axes = Figure.Layer("", .uprights(genes.indices.map(Double.init)), color: 2)
        return Figure(
            horizontal: Axis("", names: genes.enumerated().map { .init($1.name, at: Double($0)) }),
            // A place is a share of its axis, wherever the genomes lie.
            vertical: Axis("", names: [], range: 0...1),
            layers: genomes.isEmpty ? [] : [axes] + layers + [Figure.Layer("", .labels(labels), color: 2)], note: note)
    }

    private static func pieces(_ genome: Genome) -> [[Figure.Point]] {
        genome.places.enumerated().map { number, place in
            place.map { Figure.Point(x: Double(number), y: $0) }
        }.split { $0 == nil }.map { $0.compactMap { $0 } }
    }
}
