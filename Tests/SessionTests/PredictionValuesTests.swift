import Foundation
import Statistics
import Testing

/// Values of scikit-learn, written by `Fixtures/predictions.py`.
private struct KnownPredictions: Decodable {
    struct Classifier: Decodable {
        let classes: Int
        let outputs: [Float]
        let labels: [Int]
        let accuracy: Double
        let confusion: [[Int]]
        let shares: [[Double]]
        let accuracyByBin: [Double]
        let confidenceByBin: [Double]
        let counts: [Int]
        let expectedError: Double
    }

    struct Importance: Decodable {
        let columns: Int
        let classes: Int
        let repeats: Int
        let values: [Float]
        let weights: [Double]
        let labels: [Int]
        let orders: [[Int]]
        let falls: [[Double]]
        let means: [Double]
        let deviations: [Double]
    }

    struct Regression: Decodable {
        let actual: [Double]
        let predicted: [Double]
        let rootMeanSquaredError: Double
        let meanAbsoluteError: Double
    }

    let classifiers: [Classifier]
    let importance: Importance
    let regression: Regression

    init() throws {
        let path = try #require(
            Bundle.module.url(forResource: "predictions", withExtension: "json", subdirectory: "Fixtures"))
        self = try JSONDecoder().decode(KnownPredictions.self, from: Data(contentsOf: path))
    }
}

@Suite struct PredictionValuesTests {
    private let known: KnownPredictions

    init() throws { known = try KnownPredictions() }

    @Test func `confusion matrices are those of scikit-learn`() {
        for classifier in known.classifiers {
            let predictions = ClassPredictions(
                outputs: classifier.outputs, labels: classifier.labels, classes: classifier.classes)
            #expect(predictions.confusion == classifier.confusion)
            let right = zip(predictions.predicted, predictions.labels).count { $0 == $1 }
            #expect(abs(Double(right) / Double(classifier.labels.count) - classifier.accuracy) < 1e-12)
        }
    }

    @Test func `bins of calibration are those of scikit-learn, also with confidences on their bounds`() throws {
        for classifier in known.classifiers {
            let calibration = try #require(
                ClassPredictions(outputs: classifier.outputs, labels: classifier.labels, classes: classifier.classes)
                    .calibration(bins: 10))
            let filled = calibration.bins.filter { $0.count > 0 }
            #expect(filled.map(\.count) == classifier.counts)
            for (bin, expected) in zip(filled, classifier.accuracyByBin) {
                #expect(abs((bin.accuracy ?? -1) - expected) < 1e-9)
            }
            for (bin, expected) in zip(filled, classifier.confidenceByBin) {
                #expect(abs((bin.confidence ?? -1) - expected) < 1e-6)
            }
            #expect(abs(calibration.expectedError - classifier.expectedError) < 1e-6)
        }
    }

    @Test func `permutation importances are those of scikit-learn for the same permutations`() {
        let fixture = known.importance
        let rows = fixture.labels.count
        func accuracy(_ values: [Float]) -> Double {
            let outputs = (0..<rows).flatMap { row in
                (0..<fixture.classes).map { output in
                    Float(
                        (0..<fixture.columns).reduce(0.0) { sum, column in
                            sum + Double(values[row * fixture.columns + column])
                                * fixture.weights[column * fixture.classes + output]
                        })
                }
            }
            let predictions = ClassPredictions(outputs: outputs, labels: fixture.labels, classes: fixture.classes)
            return Double(zip(predictions.predicted, fixture.labels).count { $0 == $1 }) / Double(rows)
        }
        let whole = accuracy(fixture.values)
        for column in 0..<fixture.columns {
            let falls = (0..<fixture.repeats).map { attempt in
                whole
                    - accuracy(
                        PermutationImportance.permuted(
                            fixture.values, width: fixture.columns, columns: column..<column + 1,
                            order: fixture.orders[column * fixture.repeats + attempt]))
            }
            let importance = PermutationImportance(falls: falls)
            for (fall, expected) in zip(falls, fixture.falls[column]) { #expect(abs(fall - expected) < 1e-9) }
            #expect(abs(importance.mean - fixture.means[column]) < 1e-9)
            #expect(abs(importance.deviation - fixture.deviations[column]) < 1e-9)
        }
    }

    @Test func `columns of one value are permuted together`() {
        let table: [Float] = [1, 0, 7, 0, 1, 8, 1, 0, 9]
        #expect(
            PermutationImportance.permuted(table, width: 3, columns: 0..<2, order: [1, 2, 0])
                == [0, 1, 7, 1, 0, 8, 1, 0, 9])
    }

    @Test func `errors of numbers are those of scikit-learn, and the greatest residual is the worst`() throws {
        let fixture = known.regression
        let predictions = ValuePredictions(predicted: fixture.predicted, actual: fixture.actual)
        #expect(abs((predictions.rootMeanSquaredError ?? 0) - fixture.rootMeanSquaredError) < 1e-9)
        #expect(abs((predictions.meanAbsoluteError ?? 0) - fixture.meanAbsoluteError) < 1e-9)
        let worst = try #require(predictions.worst.first)
        let greatest = try #require(zip(fixture.actual, fixture.predicted).map { abs($0 - $1) }.max())
        #expect(abs(predictions.residuals[worst]) == greatest)
        #expect(predictions.worst.sorted() == Array(fixture.actual.indices))
    }

    @Test func `mistakes are sorted by their confidence, and equally confident ones keep their order`() {
        let predictions = ClassPredictions(
            outputs: [0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.9, 0.1, 0.3, 0.7], labels: [1, 1, 1, 1, 0], classes: 2)
        #expect(predictions.predicted == [0, 1, 0, 0, 1])
        #expect(predictions.mistakes == [0, 3, 4, 2])
        #expect(abs(predictions.outputOfActualClass(of: 0) - 0.1) < 1e-6)
    }

    @Test func `outputs that are no probabilities have no calibration`() {
        #expect(Calibration(confidences: [0.5, 1.2], areCorrect: [true, false]) == nil)
        #expect(Calibration(confidences: [.nan], areCorrect: [true]) == nil)
        #expect(Calibration(confidences: [], areCorrect: []) == nil)
        #expect(Calibration(confidences: [0, 1], areCorrect: [true, true], bins: 1)?.bins.count == 1)
    }
}
