/// A heat map of the frequency of each value of each gene by generation.
public enum GenesPlot {
    /// A value of a gene, or several adjacent values.
    public struct Row: Hashable, Sendable {
        /// The label of the row.
        public let label: String
        /// The fraction of each generation's genomes with this value; nil if there are no genomes.
        public let fractions: [Double?]

        /// Creates a row.
        public init(_ label: String, fractions: [Double?]) {
            self.label = label
            self.fractions = fractions
        }
    }

    /// Returns the figure; the first row is at the top.
    ///
    /// If there are many generations, neighbours share a column, because a screen cannot show more.
    ///
    /// - Parameter note: a note on omitted values; nil for none.
    public static func figure(_ rows: [Row], note: String? = nil, maximumColumns: Int = 200) -> Figure {
        let generations = rows.map(\.fractions.count).max() ?? 0
        let columns = min(generations, maximumColumns)
        let cells = rows.reversed().map { row in
            (0..<columns).map { column -> Double? in
                let (start, end) = (column * generations / columns, (column + 1) * generations / columns)
                let known = row.fractions[min(start, row.fractions.count)..<min(end, row.fractions.count)].compactMap {
                    $0
                }
                return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            }
        }
        let names = rows.reversed().enumerated().map { Axis.Name($1.label, at: Double($0)) }
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis("", names: names),
            layers: rows.isEmpty || generations == 0
                ? []
                : [
                    Figure.Layer(
                        "fraction of a generation's genomes",
                        .cells(.init(left: 0.5, width: Double(generations) / Double(columns), rows: cells)), color: 0)
                ], note: note)
    }
}
