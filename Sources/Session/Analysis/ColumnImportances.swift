package import Datasets
package import ModelFiles
package import Networks
import Randomness
package import Statistics
import Time

/// The importance of the input columns for a network: the fall of its validation score if a column is permuted.
package struct ColumnImportances {
    /// A column of the table that was loaded.
    package struct Column {
        package let name: String
        package let importance: PermutationImportance
    }

    /// The columns, the most important one first.
    package let columns: [Column]
    /// The number of validation rows that were permuted.
    package let rows: Int
    /// The score that changes: that of the training, or the loss if that score is undefined for the rows.
    package let metric: Metric
}

extension ColumnImportances {
    /// The maximum number of validation rows that are permuted.
    private static let maximumRows = 10_000
    /// The number of predicted rows above which fewer rows are permuted.
    private static let maximumPredictions = 4_000_000
    /// The minimum number of rows, whatever the number of columns.
    private static let minimumRows = 500
    /// The random stream that permutes rows.
    private static let stream: UInt64 = 0x636F_6C75_6D6E

    /// Permutes each column of the validation set; nil for images, whose columns are pixels, and if `isStopped` returns
    /// true.
    ///
    /// - Parameters:
    ///   - seed: The seed of the permutations.
    ///   - isStopped: Called before each permutation with the number of permutations done and of all.
    /// - Throws: `NetworksError` if the data do not fit the network.
    /// - Complexity: O(columns × repeats × rows × multiplications)
    package init?(
        _ saved: SavedNetwork, on examples: Examples, repeats: Int = PermutationImportance.usualRepeats, seed: UInt64,
        isStopped: (_ done: Int, _ all: Int) -> Bool
    ) throws(NetworksError) {
        guard case .table(let names) = examples.dataset.layout else { return nil }
        let encodings = examples.dataset.encodings
        let groups =
            encodings.isEmpty ? names.map { (name: $0, width: 1) } : encodings.map { (name: $0.name, width: $0.width) }
        let permutations = max(1, groups.count * repeats)
        let limit = max(Self.minimumRows, min(Self.maximumRows, Self.maximumPredictions / permutations))
        let chosen = examples.split.validation.evenly(limit)
        let table = PermutedRows(chosen, of: examples)
        let wanted = saved.training.score
        func scores(_ values: [Float]) throws(NetworksError) -> Scores {
            try saved.network.scores(
                on: table.indices, of: try table.examples(values), loss: saved.training.loss, metrics: [wanted])
        }
        let original = try scores(table.values)
        let metric = original[wanted]?.isFinite == true ? wanted : .loss
        func oriented(_ scores: Scores) -> Double {
            let score = scores[metric] ?? .nan
            return metric.isHigherBetter ? score : -score
        }
        let whole = oriented(original)
        var generator = Generator(seed: seed, stream: Self.stream)
        var columns: [Column] = []
        var first = 0
        for (number, group) in groups.enumerated() {
            var falls: [Double] = []
            for attempt in 0..<repeats {
                if isStopped(number * repeats + attempt, permutations) { return nil }
                var order = Array(chosen.indices)
                generator.shuffle(&order)
                let permuted = PermutationImportance.permuted(
                    table.values, width: names.count, columns: first..<first + group.width, order: order)
                falls.append(whole - oriented(try scores(permuted)))
            }
            columns.append(Column(name: group.name, importance: PermutationImportance(falls: falls)))
            first += group.width
        }
        // Stable, so that equal columns keep their order.
        self.columns = columns.enumerated().sorted { left, right in
            let (mine, theirs) = (left.element.importance.mean, right.element.importance.mean)
            return mine == theirs ? left.offset < right.offset : mine > theirs
        }.map(\.element)
        rows = chosen.count
        self.metric = metric
    }
}

/// Some rows of a dataset, whose inputs can be replaced.
private struct PermutedRows {
    let values: [Float]
    let indices: [Int32]
    private let whole: Examples
    private let targets: Targets

    init(_ rows: [Int32], of examples: Examples) {
        whole = examples
        let width = examples.dataset.layout.width
        func each<Value>(_ values: [Value], _ width: Int) -> [Value] {
            rows.flatMap { values[Int($0) * width..<(Int($0) + 1) * width] }
        }
        switch examples.dataset.features {
        case .bytes(let bytes): values = each(bytes, width).map(Float.init)
        case .floats(let floats): values = each(floats, width)
        }
        switch examples.dataset.targets {
        case .classes(let labels, let names): targets = .classes(labels: each(labels, 1), names: names)
        case .values(let values, let names): targets = .values(each(values, names.count), names: names)
        }
        indices = (0..<Int32(rows.count)).map { $0 }
    }

    /// Returns the rows with other inputs.
    func examples(_ values: [Float]) throws(NetworksError) -> Examples {
        do {
            return Examples(
                dataset: try Dataset(
                    name: whole.dataset.name, layout: whole.dataset.layout, features: .floats(values), targets: targets),
                split: Split(training: [], validation: indices, test: []), preprocessing: whole.preprocessing)
        } catch {
            throw .shape(expected: whole.dataset.layout.width * indices.count, found: values.count, what: "numbers")
        }
    }
}

extension [Int32] {
    /// Returns at most so many of the numbers, at equal distances.
    fileprivate func evenly(_ limit: Int) -> [Int32] {
        guard count > limit else { return self }
        return (0..<limit).map { self[$0 * count / limit] }
    }
}
