/// The data for training a network: the samples, their split and their preprocessing.
public struct Examples: Sendable {
    /// The samples.
    public let dataset: Dataset
    /// The division into training, validation and test sets.
    public let split: Split
    /// The conversion of numbers to inputs.
    public let preprocessing: Preprocessing
    /// The training targets: those of the dataset, with numbers scaled by the preprocessing.
    public let targets: Targets

    /// Combines a dataset, a split and a preprocessing.
    public init(dataset: Dataset, split: Split, preprocessing: Preprocessing) {
        precondition(preprocessing.factors.count == dataset.layout.width, "one factor a column")
        self.dataset = dataset
        self.split = split
        self.preprocessing = preprocessing
        if let scale = preprocessing.targets, case .values(let values, let names) = dataset.targets {
            precondition(scale.factors.count == names.count, "one factor an output")
            targets = .values(scale.targets(values), names: names)
        } else {
            targets = dataset.targets
        }
    }

    /// The same data with the validation rows among the training rows as well, in the order of the dataset. The
    /// preprocessing remains, and so does the validation set, whose score then says nothing about other data.
    ///
    /// - Complexity: O(n log n) for n rows
    public var refit: Examples {
        let rows = (split.training + split.validation).sorted()
        return Examples(
            dataset: dataset, split: Split(training: rows, validation: split.validation, test: split.test),
            preprocessing: preprocessing)
    }

    /// True if a class has no row in the validation set.
    ///
    /// - Complexity: O(rows)
    public var hasUnvalidatedClass: Bool {
        guard case .classes(let labels, let names) = dataset.targets else { return false }
        var hasRow = [Bool](repeating: false, count: names.count)
        for row in split.validation { hasRow[Int(labels[Int(row)])] = true }
        return hasRow.contains(false)
    }
    /// True if a column of numbers is 1 in all training rows, or 0 in all of them but not in all others. Its input is
    /// now 0; earlier versions took its values unchanged.
    ///
    /// - Complexity: O(rows × columns) in the worst case
    public var hasConstantFlag: Bool {
        guard case .floats(let numbers) = dataset.features, let first = split.training.first else { return false }
        let width = dataset.layout.width
        return preprocessing.factors.indices.contains { column in
            guard preprocessing.factors[column] == 0 else { return false }
            return switch numbers[Int(first) * width + column] {
            case 1: true
            case 0: stride(from: column, to: numbers.count, by: width).contains { numbers[$0] != 0 }
            default: false
            }
        }
    }
}
