import Compute
import Datasets
import Notation

/// The actual and predicted classes of some rows.
///
/// A single output with targets of 0 and 1 counts as two classes; the output is the probability of the second one.
struct ClassRows: Sendable {
    /// The names of the classes.
    let names: [String]
    /// The class of each row.
    let labels: [Int]
    /// The predicted class of each row: the first of the greatest outputs, or for a single output, its side of ½.
    let predicted: [Int]
    private let outputs: [Float]
    /// True for a single output with targets of 0 and 1.
    let isSingle: Bool

    /// Creates the classes; nil for numbers that are not only 0 and 1, and for several outputs of numbers.
    init?(_ outputs: [Float], _ targets: Targets) {
        self.outputs = outputs
        switch targets {
        case .classes(let labels, let names):
            self.names = names
            self.labels = labels.map(Int.init)
            isSingle = false
            let width = names.count
            predicted = labels.indices.map { row in
                var greatest = row * width
                for index in row * width..<(row + 1) * width where outputs[index] > outputs[greatest] {
                    greatest = index
                }
                return greatest - row * width
            }
        case .values(let values, let columns):
            guard columns.count == 1, values.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
            names = ["0", "1"]
            labels = values.map { $0 > 0.5 ? 1 : 0 }
            predicted = outputs.map { $0 > 0.5 ? 1 : 0 }
            isSingle = true
        }
    }

    /// The number of classes.
    var count: Int { names.count }

    /// Returns the index of a class with this name, or with the same number; nil if there is none.
    func index(of name: String) -> Int? { names.index(ofClass: name) }

    /// Returns the score of a class in each row, its output.
    func outputs(of index: Int) -> [Float] {
        guard !isSingle else { return index == 1 ? outputs : outputs.map { 1 - $0 } }
        return labels.indices.map { outputs[$0 * count + index] }
    }

    /// Returns the outputs of a row as probabilities that sum to 1; nil if one is negative or all are 0.
    func probabilities(_ row: Int) -> [Double]? {
        guard !isSingle else {
            let output = Double(outputs[row])
            return (0...1).contains(output) ? [1 - output, output] : nil
        }
        let found = outputs[row * count..<(row + 1) * count].map(Double.init)
        let total = found.reduce(0, +)
        guard total > 0, total.isFinite, found.allSatisfy({ $0 >= 0 }) else { return nil }
        // A softmax sums to 1 but for rounding, which a division would only add to.
        return abs(total - 1) < 1e-5 ? found : found.map { $0 / total }
    }

    /// Returns a value for each row, averaged; nil if it is nil for a row.
    func mean(_ value: (_ row: Int) -> Double?) -> Double? {
        var sum = 0.0
        for row in labels.indices {
            guard let value = value(row) else { return nil }
            sum += value
        }
        return sum / Double(labels.count)
    }

    /// The number of rows of each actual and each predicted class, and of those that are both.
    var tallies: (actual: [Double], predicted: [Double], hits: [Double]) {
        let zeros = [Double](repeating: 0, count: count)
        var (actual, found, hits) = (zeros, zeros, zeros)
        for (label, prediction) in zip(labels, predicted) {
            actual[label] += 1
            found[prediction] += 1
            if label == prediction { hits[label] += 1 }
        }
        return (actual, found, hits)
    }

    /// Returns the mean over the classes that have rows (macro), or the value of one class; nil if it has no rows. For
    /// a single output it is the value of the second class.
    ///
    /// - Parameter value: The value for the true positives, the predicted positives and the actual positives.
    func mean(
        _ argument: MetricArgument, _ value: (_ hits: Double, _ predicted: Double, _ actual: Double) -> Double
    ) -> Double? {
        let (actual, predicted, hits) = tallies
        if isSingle, argument == .none { return value(hits[1], predicted[1], actual[1]) }
        var chosen = actual.indices.filter { actual[$0] > 0 }
        if case .ofClass(let name) = argument {
            guard let index = index(of: name) else { return nil }
            chosen = chosen.filter { $0 == index }
        }
        guard !chosen.isEmpty else { return nil }
        return chosen.reduce(0) { $0 + value(hits[$1], predicted[$1], actual[$1]) } / Double(chosen.count)
    }
}

extension [String] {
    /// Returns the index of a class with this name; otherwise of the only one whose name is the same number.
    func index(ofClass name: String) -> Int? {
        if let index = firstIndex(of: name) { return index }
        guard let number = Double(name), number.isFinite else { return nil }
        let same = indices.filter { Double(self[$0]) == number }
        return same.count == 1 ? same[0] : nil
    }
}
