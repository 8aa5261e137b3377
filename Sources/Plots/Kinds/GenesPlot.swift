/// How often each value of each gene occurs, by generation: a heat map.
public enum GenesPlot {
    /// A value of a gene, or some values beside one another.
    public struct Row: Hashable, Sendable {
        /// What stands beside it.
        public let label: String
        /// The share of each generation's genomes that have it; nil where there are none.
        public let shares: [Double?]

        /// A value with its shares.
        public init(_ label: String, shares: [Double?]) {
            self.label = label
            self.shares = shares
        }
    }

    /// The figure of some rows, the first one above.
    ///
    /// Of many generations, neighbours share a column: what is finer than a screen cannot be seen.
    ///
    /// - Parameter note: what is left out; nil for nothing.
    public static func figure(_ rows: [Row], note: String? = nil, mostColumns: Int = 200) -> Figure {
        let generations = rows.map(\.shares.count).max() ?? 0
        let columns = min(generations, mostColumns)
        let cells = rows.reversed().map { row in
            (0..<columns).map { column -> Double? in
                let (start, end) = (column * generations / columns, (column + 1) * generations / columns)
                let known = row.shares[min(start, row.shares.count)..<min(end, row.shares.count)].compactMap { $0 }
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
