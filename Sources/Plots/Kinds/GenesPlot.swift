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
    public static func figure(_ rows: [Row], mostColumns: Int = 200) -> Figure {
        let generations = rows.map(\.shares.count).max() ?? 0
        let width = max(1, (generations + mostColumns - 1) / mostColumns)
        let cells = rows.reversed().map { row in
            stride(from: 0, to: generations, by: width).map { start -> Double? in
                let known = row.shares[start..<min(start + width, row.shares.count)].compactMap { $0 }
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
                        "share of a generation's genomes", .cells(.init(left: 0.5, width: Double(width), rows: cells)),
                        color: 0)
                ])
    }
}
