/// The outputs of a classifier for some samples, with their actual classes.
public struct ClassPredictions: Hashable, Sendable {
    /// The outputs: samples × classes, row by row.
    public let outputs: [Float]
    /// The actual class of each sample, from 0.
    public let labels: [Int]
    /// The number of classes, 1 or more.
    public let classes: Int
    /// The predicted class of each sample: that of the greatest output; the first of equal ones.
    public let predicted: [Int]

    /// Creates predictions; there are `classes` outputs for each label, and each label is below `classes`.
    ///
    /// - Complexity: O(outputs)
    public init(outputs: [Float], labels: [Int], classes: Int) {
        precondition(classes > 0 && outputs.count == labels.count * classes, "one output a class and sample")
        self.outputs = outputs
        self.labels = labels
        self.classes = classes
        predicted = labels.indices.map { sample in
            let first = sample * classes
            var best = first
            for index in first..<first + classes where outputs[index] > outputs[best] { best = index }
            return best - first
        }
    }

    /// Returns the output for the predicted class of a sample.
    public func confidence(of sample: Int) -> Double { Double(outputs[sample * classes + predicted[sample]]) }

    /// Returns the output for the actual class of a sample.
    public func outputOfActualClass(of sample: Int) -> Double { Double(outputs[sample * classes + labels[sample]]) }

    /// The confusion matrix: the number of samples of each actual class (row) that were predicted as each class
    /// (column).
    ///
    /// - Complexity: O(samples + classes²)
    public var confusion: [[Int]] {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (label, prediction) in zip(labels, predicted) { counts[label][prediction] += 1 }
        return counts
    }

    /// The samples whose predicted class is wrong, the most confident mistake first; in their order if equally
    /// confident.
    ///
    /// - Complexity: O(samples × log samples)
    public var mistakes: [Int] {
        labels.indices.filter { predicted[$0] != labels[$0] }.sorted { left, right in
            let (mine, theirs) = (confidence(of: left), confidence(of: right))
            return mine == theirs ? left < right : mine > theirs
        }
    }

    /// Returns how well the confidences agree with the fractions of correct predictions; nil without samples, and if
    /// a confidence is not a probability.
    ///
    /// - Complexity: O(samples)
    public func calibration(bins: Int = Calibration.usualBins) -> Calibration? {
        Calibration(
            confidences: labels.indices.map(confidence), areCorrect: zip(labels, predicted).map(==), bins: bins)
    }
}
