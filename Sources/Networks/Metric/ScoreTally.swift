import Datasets

/// Counts, sample by sample, what all metrics need.
struct ScoreTally {
    private let width: Int
    private let isClasses: Bool
    private var samples = 0.0
    private var loss = 0.0
    private var right = 0.0
    private var binaryRight = 0.0
    /// By class: said rightly, said, and there.
    private var hits: [Double]
    private var said: [Double]
    private var there: [Double]
    /// By output: sums of y, y² and (y − p)².
    private var sums: [Double]
    private var squares: [Double]
    private var errors: [Double]

    init(outputs: Int, targets: Targets) {
        width = outputs
        isClasses = if case .classes = targets { true } else { false }
        let zeros = [Double](repeating: 0, count: outputs)
        (hits, said, there, sums, squares, errors) = (zeros, zeros, zeros, zeros, zeros, zeros)
    }

    mutating func add(_ outputs: UnsafePointer<Float>, _ target: OutputStage.Target, loss: Double) {
        samples += 1
        self.loss += loss
        switch target {
        case .label(let label):
            var greatest = 0
            for output in 0..<width {
                if outputs[output] > outputs[greatest] { greatest = output }
                if (outputs[output] > 0.5) == (output == label) { binaryRight += 1 }
            }
            if greatest == label {
                right += 1
                hits[label] += 1
            }
            said[greatest] += 1
            there[label] += 1
        case .numbers(let numbers):
            for output in 0..<width {
                let (wanted, found) = (Double(numbers[output]), Double(outputs[output]))
                sums[output] += wanted
                squares[output] += wanted * wanted
                errors[output] += (wanted - found) * (wanted - found)
            }
        }
    }

    var scores: Scores {
        guard samples > 0 else { return Scores([:]) }
        var scores: [Metric: Double] = [.loss: loss / samples]
        if isClasses {
            scores[.accuracy] = right / samples
            scores[.binaryAccuracy] = binaryRight / samples / Double(width)
            scores[.precision] = mean(zip(hits, said).map { $0 / max($1, 1) })
            scores[.recall] = mean(zip(hits, there).map { $0 / max($1, 1) })
            scores[.f1] = mean(hits.indices.map { 2 * hits[$0] / max(said[$0] + there[$0], 1) })
        } else {
            scores[.r2] = mean(
                errors.indices.map { output in
                    let total = squares[output] - sums[output] * sums[output] / samples
                    return total > 0 ? 1 - errors[output] / total : 0
                })
        }
        return Scores(scores)
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
