import Compute
public import Datasets

/// Outputs on some rows, beside the targets, from which metrics are computed. The outputs may be those of a network or
/// of anything else that predicts.
public struct ScoredRows: Sendable {
    /// The outputs, `width` per row, row by row; numbers are in the unit of the targets.
    public let outputs: [Float]
    /// The number of outputs per row.
    public let width: Int
    /// The targets of the same rows in the same order.
    public let targets: Targets
    /// The number of rows.
    public let count: Int
    /// The classes; nil for numbers that are not only 0 and 1.
    let classes: ClassRows?

    /// Creates rows from outputs and the targets of the same rows.
    public init(outputs: [Float], targets: Targets) {
        let width = targets.outputs
        precondition(outputs.count == targets.count * width, "as many outputs as targets have")
        self.outputs = outputs
        self.width = width
        self.targets = targets
        count = targets.count
        classes = ClassRows(outputs, targets)
    }

    /// Creates rows from the outputs of a network on some rows of its examples.
    ///
    /// - Parameter outputs: The outputs in the order of the rows, in the unit of the training targets.
    public init(outputs: [Float], rows: [Int32], of examples: Examples) {
        var outputs = outputs
        let targets: Targets
        switch examples.dataset.targets {
        case .classes(let labels, let names):
            targets = .classes(labels: rows.map { labels[Int($0)] }, names: names)
        case .values(let values, let names):
            let width = names.count
            targets = .values(
                rows.flatMap { values[Int($0) * width..<(Int($0) + 1) * width] }, names: names)
            if let scale = examples.preprocessing.targets {
                for index in outputs.indices {
                    outputs[index] = (outputs[index] - scale.shifts[index % width]) / scale.factors[index % width]
                }
            }
        }
        self.init(outputs: outputs, targets: targets)
    }

    /// Returns the scores of several metrics; those that are undefined for the rows are left out.
    ///
    /// - Complexity: O(metrics × n log n) for n outputs
    public func scores(_ metrics: [Metric]) -> Scores {
        Scores(metrics.reduce(into: [:]) { $0[$1] = $1.value(of: self) })
    }

    /// The numeric targets and outputs of each output, in double precision; empty for classes.
    var columns: [NumberColumn] {
        guard case .values(let values, _) = targets else { return [] }
        return (0..<width).map { column in
            NumberColumn(
                targets: stride(from: column, to: values.count, by: width).map { Double(values[$0]) },
                outputs: stride(from: column, to: outputs.count, by: width).map { Double(outputs[$0]) })
        }
    }

    /// Returns the mean of a score over the outputs; nil for classes.
    func mean(_ score: (NumberColumn) -> Double) -> Double? {
        let columns = columns
        guard !columns.isEmpty else { return nil }
        return columns.reduce(0) { $0 + score($1) } / Double(columns.count)
    }
}

/// The numeric targets of some rows, and one output for each.
struct NumberColumn {
    let targets: [Double]
    let outputs: [Double]

    /// target − output, row by row.
    var differences: [Double] { zip(targets, outputs).map { $0 - $1 } }

    /// Returns the mean of a value over the rows.
    func mean(_ value: (_ target: Double, _ output: Double) -> Double) -> Double {
        zip(targets, outputs).reduce(0) { $0 + value($1.0, $1.1) } / Double(targets.count)
    }
}
