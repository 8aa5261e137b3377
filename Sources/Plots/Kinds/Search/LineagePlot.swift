/// The lineage of the fittest organism: its ancestors by generation and fitness.
public enum LineagePlot {
    /// An organism and those of its parents that are drawn.
    public struct LineageMember: Hashable, Sendable {
        /// The number of its birth.
        public let birth: Int
        /// The generation in which it was born.
        public let generation: Int
        /// The value of the objective; nil if the evaluation failed.
        public let value: Double?
        /// The birth of the mother; nil if there is none.
        public let mother: Int?
        /// The birth of the father; nil if there is none.
        public let father: Int?

        /// Creates an organism.
        public init(birth: Int, generation: Int, value: Double?, mother: Int?, father: Int?) {
            self.birth = birth
            self.generation = generation
            self.value = value
            self.mother = mother
            self.father = father
        }

        fileprivate var point: Figure.Point? {
            value.flatMap { $0.isDrawable ? Figure.Point(x: Double(generation), y: $0) : nil }
        }
    }

    /// Returns the figure of an organism's ancestors among all organisms.
    ///
    /// - Parameters:
    ///   - line: the fittest organism and its ancestors, the fittest first.
    ///   - others: all organisms, for comparison.
    ///   - isFitterLine: true if the line contains only the fitter parent of each organism; the legend says so.
    ///   - isMinimized: true for a logarithmic scale if values fall by orders of magnitude.
    public static func figure(
        _ line: [LineageMember], among others: [LineageMember], isFitterLine: Bool = false, verticalLabel: String,
        isMinimized: Bool
    ) -> Figure {
        let byBirth = Dictionary(line.map { ($0.birth, $0) }) { first, _ in first }
        func ways(_ parent: (LineageMember) -> Int?) -> [[Figure.Point]] {
            line.compactMap { child in
                guard let end = child.point, let start = parent(child).flatMap({ byBirth[$0]?.point }) else {
                    return nil
                }
                return [start, end]
            }
        }
        let generations = (others + line).map { Double($0.generation) }
        let drawn = others.compactMap(\.point?.y) + line.compactMap(\.point?.y)
        let births = Figure.Layer("all births", .points(others.compactMap(\.point)), color: 5)
        var layers = [births]
        if isFitterLine {
            let points = line.reversed().compactMap(\.point)
            layers.append(Figure.Layer("from the fitter parent", .line(points.isEmpty ? [] : [points]), color: 1))
        } else {
            layers += [
                Figure.Layer("from the father", .dashed(ways(\.father)), color: 0),
                Figure.Layer("from the mother", .line(ways(\.mother)), color: 1),
            ]
        }
        if let fittest = line.first, let point = fittest.point {
            layers.append(Figure.Layer("", .line([[point]]), color: 1))
            let text = Figure.Label("birth \(fittest.birth)", at: point, isAbove: true)
            layers.append(Figure.Layer("", .labels([text]), color: 1))
        }
        return Figure(
            // Leave half a generation on both sides, so that no birth is on the frame.
            horizontal: Axis(
                "generation", isWhole: true,
                range: generations.min().flatMap { first in
                    generations.max().map { first - 0.5...$0 + 0.5 }
                }),
            vertical: Axis(verticalLabel, scale: isMinimized ? .suited(to: drawn) : .linear), layers: layers,
            lowerIsBetter: isMinimized)
    }
}
