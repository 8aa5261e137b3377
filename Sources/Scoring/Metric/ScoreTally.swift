package import Datasets

/// Accumulates the counts for all metrics, sample by sample.
package struct ScoreTally {
    private let width: Int
    private let isClasses: Bool
    private var samples = 0.0
    private var loss = 0.0
    private var right = 0.0
    private var binaryRight = 0.0
    /// By class: true positives, predicted positives and actual positives.
    private var hits: [Double]
    private var predicted: [Double]
    private var there: [Double]
    /// By output: the sums of y, y² and (y − p)².
    private var sums: [Double]
    private var squares: [Double]
    private var errors: [Double]
    /// True if all targets are 0 or 1; they are then binary, with the threshold ½.
    private var areAnswers = true
    /// For binary targets, over all outputs: true positives, predicted positives and actual positives.
    private var answerHits = 0.0
    private var answersPredicted = 0.0
    private var answersThere = 0.0
    /// For each row: true if it was right, or the squared error of each output.
    private var rowsRight: [Bool] = []
    private var rowErrors: [Float] = []
    /// The loss of each row.
    package private(set) var rowLosses: [Float] = []
    /// The scores of metrics that not every training measures.
    package var further: [String: Double] = [:]
    /// The outputs of all rows, from which the main scores are computed; empty if they are not kept.
    package var outputs: [Float] = []

    package init(outputs: Int, targets: Targets) {
        width = outputs
        isClasses = if case .classes = targets { true } else { false }
        let zeros = [Double](repeating: 0, count: outputs)
        (hits, predicted, there, sums, squares, errors) = (zeros, zeros, zeros, zeros, zeros, zeros)
    }

    package mutating func add(_ outputs: UnsafePointer<Float>, _ target: OutputLayer.Target, loss: Double) {
        samples += 1
        self.loss += loss
        rowLosses.append(Float(loss))
        switch target {
        case .label(let label), .smoothedLabel(let label, _):
            var greatest = 0
            for output in 0..<width {
                if outputs[output] > outputs[greatest] { greatest = output }
                if (outputs[output] > 0.5) == (output == label) { binaryRight += 1 }
            }
            rowsRight.append(greatest == label)
            if greatest == label {
                right += 1
                hits[label] += 1
            }
            predicted[greatest] += 1
            there[label] += 1
        case .numbers(let numbers):
            for output in 0..<width {
                let (wanted, found) = (Double(numbers[output]), Double(outputs[output]))
                sums[output] += wanted
                squares[output] += wanted * wanted
                errors[output] += (wanted - found) * (wanted - found)
                rowErrors.append(Float((wanted - found) * (wanted - found)))
                let (isThere, isPredicted) = (wanted > 0.5, found > 0.5)
                if width == 1 { rowsRight.append(isThere == isPredicted) }
                areAnswers = areAnswers && (wanted == 0 || wanted == 1)
                binaryRight += isThere == isPredicted ? 1 : 0
                answerHits += isThere && isPredicted ? 1 : 0
                answersPredicted += isPredicted ? 1 : 0
                answersThere += isThere ? 1 : 0
            }
        }
    }

    /// The outcome of each row: right or wrong for classes and for a single binary output, otherwise the squared
    /// error. Nil for no rows, for too many rows, and if a target does not vary.
    package var rows: RowOutcomes? {
        guard samples > 0, Int(samples) <= RowOutcomes.maximumRows else { return nil }
        if isClasses || areAnswers && width == 1 { return RowOutcomes(right: rowsRight) }
        let variances = errors.indices.map { output in
            (squares[output] - sums[output] * sums[output] / samples) / samples
        }
        guard variances.allSatisfy({ $0 > 0 }) else { return nil }
        return RowOutcomes(
            errors: (0..<Int(samples)).map { row in
                variances.indices.reduce(0) { $0 + Double(rowErrors[row * width + $1]) / variances[$1] } / Double(width)
            })
    }

    package var scores: Scores {
        guard samples > 0 else { return Scores([:]) }
        var scores: [Metric: Double] = [.loss: loss / samples]
        if isClasses {
            scores[.accuracy] = right / samples
            scores[.binaryAccuracy] = binaryRight / samples / Double(width)
            // A class without samples cannot be judged.
            let classes = there.indices.filter { there[$0] > 0 }
            scores[.precision] = mean(classes.map { hits[$0] / max(predicted[$0], 1) })
            scores[.recall] = mean(classes.map { hits[$0] / there[$0] })
            scores[.f1] = mean(classes.map { 2 * hits[$0] / (predicted[$0] + there[$0]) })
            // Each sample is predicted as one class and has one class: a false positive of one class is a false
            // negative of another.
            scores[.f1Micro] = right / samples
        } else {
            scores[.r2] = mean(
                errors.indices.map { output in
                    let total = squares[output] - sums[output] * sums[output] / samples
                    return total > 0 ? 1 - errors[output] / total : 0
                })
            if areAnswers {
                scores[.binaryAccuracy] = binaryRight / samples / Double(width)
                if width == 1 { scores[.accuracy] = binaryRight / samples }
                scores[.precision] = answerHits / max(answersPredicted, 1)
                scores[.recall] = answerHits / max(answersThere, 1)
                scores[.f1] = 2 * answerHits / max(answersPredicted + answersThere, 1)
                scores[.f1Micro] = scores[.f1]
            }
        }
        return Scores(scores).merging(further)
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
