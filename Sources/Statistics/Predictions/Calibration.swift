/// The agreement of confidences with the fractions of correct predictions: a reliability diagram (DeGroot and
/// Fienberg, "The comparison and evaluation of forecasters", 1983).
public struct Calibration: Hashable, Sendable {
    /// The predictions whose confidences lie between two bounds.
    public struct Bin: Hashable, Sendable {
        /// The lower bound, excluded, except in the first bin.
        public let low: Double
        /// The upper bound, included.
        public let high: Double
        /// The number of predictions.
        public let count: Int
        /// The mean confidence; nil without predictions.
        public let confidence: Double?
        /// The fraction of correct predictions; nil without predictions.
        public let accuracy: Double?
    }

    /// The default number of bins.
    public static let usualBins = 10

    /// The bins of equal width, from 0 to 1.
    public let bins: [Bin]

    /// Puts predictions into bins of equal width; nil without predictions, and if a confidence is not within 0–1.
    ///
    /// - Complexity: O(predictions)
    public init?(confidences: [Double], areCorrect: [Bool], bins count: Int = usualBins) {
        precondition(confidences.count == areCorrect.count && count > 0, "one confidence a prediction")
        // Sums of probabilities in 32 bits may exceed 1 by a rounding error.
        guard !confidences.isEmpty, confidences.allSatisfy({ $0 >= 0 && $0 <= 1 + 1e-5 }) else { return nil }
        var sums = [Double](repeating: 0, count: count)
        var counts = [Int](repeating: 0, count: count)
        var correct = [Int](repeating: 0, count: count)
        for (confidence, isCorrect) in zip(confidences, areCorrect) {
            var bin = min(count - 1, max(0, Int(confidence * Double(count))))
            // An upper bound belongs to its bin.
            if bin > 0, confidence <= Double(bin) / Double(count) { bin -= 1 }
            sums[bin] += confidence
            counts[bin] += 1
            correct[bin] += isCorrect ? 1 : 0
        }
        bins = (0..<count).map { bin in
            let size = Double(counts[bin])
            return Bin(
                low: Double(bin) / Double(count), high: Double(bin + 1) / Double(count), count: counts[bin],
                confidence: counts[bin] > 0 ? sums[bin] / size : nil,
                accuracy: counts[bin] > 0 ? Double(correct[bin]) / size : nil)
        }
    }

    /// The expected calibration error: the mean distance of confidence and accuracy over all predictions (Guo, Pleiss,
    /// Sun and Weinberger, "On calibration of modern neural networks", 2017).
    ///
    ///     Σ count / n × |accuracy − confidence|
    public var expectedError: Double {
        let total = Double(bins.reduce(0) { $0 + $1.count })
        return bins.reduce(0) { sum, bin in
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return sum }
            return sum + Double(bin.count) / total * abs(accuracy - confidence)
        }
    }

    /// The mean confidence minus the fraction of correct predictions: above 0 for predictions that are overconfident.
    public var overconfidence: Double {
        let total = Double(bins.reduce(0) { $0 + $1.count })
        return bins.reduce(0) { sum, bin in
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return sum }
            return sum + Double(bin.count) / total * (confidence - accuracy)
        }
    }
}
