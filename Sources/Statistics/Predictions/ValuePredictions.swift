/// Predicted numbers for some samples, with the actual ones.
public struct ValuePredictions: Hashable, Sendable {
    /// The predicted number of each sample.
    public let predicted: [Double]
    /// The actual number of each sample.
    public let actual: [Double]

    /// Creates predictions, as many as actual numbers.
    public init(predicted: [Double], actual: [Double]) {
        precondition(predicted.count == actual.count, "one prediction a sample")
        self.predicted = predicted
        self.actual = actual
    }

    /// The residual of each sample: the actual number minus the predicted one.
    public var residuals: [Double] { zip(actual, predicted).map { $0 - $1 } }

    /// The samples, the greatest absolute residual first; in their order if equal.
    ///
    /// - Complexity: O(samples × log samples)
    public var worst: [Int] {
        let sizes = residuals.map(abs)
        return sizes.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
    }

    /// The mean residual, which is above 0 if predictions are too low; nil without samples.
    public var meanResidual: Double? {
        predicted.isEmpty ? nil : residuals.reduce(0, +) / Double(predicted.count)
    }

    /// The mean absolute error; nil without samples.
    public var meanAbsoluteError: Double? {
        predicted.isEmpty ? nil : residuals.reduce(0) { $0 + abs($1) } / Double(predicted.count)
    }

    /// The root of the mean squared error; nil without samples.
    public var rootMeanSquaredError: Double? {
        predicted.isEmpty ? nil : (residuals.reduce(0) { $0 + $1 * $1 } / Double(predicted.count)).squareRoot()
    }
}
