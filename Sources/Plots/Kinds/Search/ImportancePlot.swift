import Foundation

/// A bar chart of gene importance: the fraction of the variance in fitness that each gene explains.
public enum ImportancePlot {
    /// Returns the figure of some genes and their fractions, which add up to 1 or are all 0; the largest is at the
    /// top.
    ///
    /// - Parameters:
    ///   - settled: the names of genes that do not vary, whose fractions are meaningless.
    ///   - label: the label of the axis.
    public static func figure(
        _ fractions: [(name: String, fraction: Double)], settled: Set<String> = [], label: String = "importance in %"
    ) -> Figure {
        // Stable, so that equal genes keep their order.
        let sorted = fractions.enumerated().sorted { left, right in
            left.element.fraction == right.element.fraction
                ? left.offset > right.offset : left.element.fraction < right.element.fraction
        }.map(\.element)
        let bars = sorted.enumerated().map { Figure.Point(x: $1.fraction * 100, y: Double($0)) }
        let labels = sorted.enumerated().map { number, gene in
            let text =
                gene.fraction > 0 && gene.fraction < 0.001 ? "< 0.1%" : String(format: "%.1f%%", gene.fraction * 100)
            let note = settled.contains(gene.name) ? " settled" : ""
            return Figure.Label(text + note, at: .init(x: gene.fraction * 100, y: Double(number)))
        }
        return Figure(
            horizontal: Axis(label),
            vertical: Axis("", names: sorted.enumerated().map { .init($1.name, at: Double($0)) }),
            layers: sorted.isEmpty
                ? []
                : [
                    Figure.Layer("", .bars(bars), color: 0), Figure.Layer("", .labels(labels), color: 0),
                ])
    }
}
