import Evolution
package import Messages
package import PlotRendering
package import Plots
import Reports

extension Drawing {
    /// Where values of genes are drawn, which limits the number of rows.
    package enum Medium {
        /// A window, where the figure with its axis and legend has at most 40 lines.
        case terminal
        /// A page, which is as high as all genes need, unless its height is given.
        case page(FigurePage)

        /// The number of rows that are comfortable to read.
        fileprivate var comfortableRows: Int {
            switch self {
            case .terminal: 33
            case .page(let page): page.comfortableRows
            }
        }

        /// The number of rows beyond which genes are left out.
        fileprivate var maximumRows: Int {
            switch self {
            case .terminal: comfortableRows
            case .page: 1000
            }
        }
    }

    /// Draws the frequency of each value of some genes by generation. Many genes get a few rows each, so that all fit.
    package func genes(_ names: [String], on medium: Medium) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenColumns(names)
        let history = evolution.history
        let births = min(evolution.generation * history.size, history.count)
        let all = try chosen.map { index throws(SessionError) in
            var codes: [UInt32] = []
            for birth in 0..<births {
                try check(birth)
                codes.append(history.code(of: birth, gene: index))
            }
            return ValueCounts(codes: codes, size: history.size)
        }
        let natural = zip(chosen, all).map { index, counts in
            (values: evolution.genus.genes[index].count, hasInactive: counts.byCode[Genome.inactive] != nil)
        }
        func height(_ maximum: Int, of count: Int) -> Int {
            natural.prefix(count).reduce(0) { $0 + min($1.values, maximum) + ($1.hasInactive ? 1 : 0) }
        }
        // A gene needs at least two rows to be informative; genes that do not fit are left out.
        let shown = (1...chosen.count).last { height(2, of: $0) <= medium.maximumRows } ?? 1
        let maximum = (2...Self.maximumValues).last { height($0, of: shown) <= medium.comfortableRows } ?? 2
        let drawn = zip(chosen, all).prefix(shown).flatMap { index, counts in
            rows(of: evolution.genus.genes[index], counts, maximum: maximum)
        }
        let isMerged = shown > 1 && natural.prefix(shown).contains { $0.values > maximum }
        return (
            GenesPlot.figure(drawn, note: Self.note(shown: shown, of: chosen.count, isMerged: isMerged, medium)),
            "\(Numbers.counted(shown, "gene")) by generation"
        )
    }

    /// The maximum number of rows of one gene.
    private static let maximumValues = 16

    private func rows(of gene: Gene, _ counts: ValueCounts, maximum: Int) -> [GenesPlot.Row] {
        let classes = GeneClasses(gene, maximum: maximum, counts: counts.byCode)
        let labels = classes.labels + ["inactive"]
        let byClass = counts.byGeneration(classes: labels.count) { code in
            code == Genome.inactive ? classes.labels.count : classes(code)
        }
        let isAlways = counts.byCode[Genome.inactive] == nil
        return zip(labels, byClass).dropLast(isAlways ? 1 : 0).enumerated().map { number, row in
            GenesPlot.Row(
                number == 0 ? "\(gene.name)  \(row.0)" : row.0,
                fractions: row.1.map { Double($0) / Double(counts.size) })
        }
    }

    private static func note(shown: Int, of chosen: Int, isMerged: Bool, _ medium: Medium) -> String? {
        // A picture is for readers who cannot type commands.
        if case .page = medium, shown == chosen { return isMerged ? "neighbouring values are merged" : nil }
        let parts = [
            shown < chosen ? "the last \(chosen - shown) of \(chosen) genes are left out" : nil,
            isMerged ? "values are merged" : nil,
        ].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        return parts.joined(separator: " and ") + " to fit: `plot genes of NAME, NAME` chooses genes"
    }
}

/// The values of one gene in the order of births.
private struct ValueCounts {
    let codes: [UInt32]
    /// The number of births in a generation.
    let size: Int
    let byCode: [UInt32: Int]

    init(codes: [UInt32], size: Int) {
        self.codes = codes
        self.size = size
        byCode = codes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Returns the count of each class in each generation.
    func byGeneration(classes: Int, _ classOf: (UInt32) -> Int) -> [[Int]] {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: codes.count / size), count: classes)
        for (birth, code) in codes.enumerated() { counts[classOf(code)][birth / size] += 1 }
        return counts
    }
}
