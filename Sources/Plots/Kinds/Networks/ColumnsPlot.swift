import Foundation

/// A bar chart of the importance of input columns: the fall of a score if a column is permuted.
public enum ColumnsPlot {
    /// A column.
    public struct Column: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The mean fall of the score; below 0 if it rose.
        public let fall: Double
        /// The standard deviation over permutations.
        public let deviation: Double

        /// Creates a column.
        public init(name: String, fall: Double, deviation: Double) {
            self.name = name
            self.fall = fall
            self.deviation = deviation
        }
    }

    /// Returns the figure, the first column at the top. A bar ends at 0 if the score rose; its label tells by how much.
    ///
    /// - Parameters:
    ///   - label: the label of the axis.
    ///   - note: a note below the figure; nil for none.
    public static func figure(_ columns: [Column], label: String, note: String? = nil) -> Figure {
        let drawn = Array(columns.filter { $0.fall.isDrawable }.reversed())
        let bars = drawn.enumerated().map { Figure.Point(x: max(0, $1.fall), y: Double($0)) }
        let labels = drawn.enumerated().map { number, column in
            Figure.Label(
                String(format: "%.4f ± %.4f", column.fall, column.deviation),
                at: .init(x: max(0, column.fall), y: Double(number)))
        }
        // The label of the longest bar needs room beside it.
        let room = max(drawn.map(\.fall).max() ?? 0, 1e-9) * 1.5
        return Figure(
            horizontal: Axis(label, range: drawn.isEmpty ? nil : 0...room),
            vertical: Axis("", names: drawn.enumerated().map { .init($1.name, at: Double($0)) }),
            layers: drawn.isEmpty
                ? [] : [Figure.Layer("", .bars(bars), color: 0), Figure.Layer("", .labels(labels), color: 0)],
            note: note)
    }
}
