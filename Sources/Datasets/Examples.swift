/// Everything that training a network reads: the data, who trains and who judges, and how numbers become inputs.
public struct Examples: Sendable {
    /// The samples.
    public let dataset: Dataset
    /// Who trains, who judges.
    public let split: Split
    /// How numbers become inputs.
    public let preprocessing: Preprocessing
    /// What networks learn: the dataset's targets, numbers scaled as the preprocessing says.
    public let targets: Targets

    /// Puts the three together.
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

    /// Whether a class has no row in the validation part. O(rows).
    public var hasUnvalidatedClass: Bool {
        guard case .classes(let labels, let names) = dataset.targets else { return false }
        var isThere = [Bool](repeating: false, count: names.count)
        for row in split.validation { isThere[Int(labels[Int(row)])] = true }
        return isThere.contains(false)
    }
}
