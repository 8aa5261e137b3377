import Foundation
import Kernels
import Testing

/// Compares batch normalization (Ioffe and Szegedy, 2015) with its formulas in double precision.
@Suite struct NormalizationKernelTests {
    private static let rows = 11
    private static let epsilon: Float = 1e-3

    private struct Column {
        let values: [Double]
        var mean: Double { values.reduce(0, +) / Double(values.count) }
        var variance: Double { values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count) }
        var inverse: Double { 1 / (variance + Double(epsilon)).squareRoot() }
        var normalized: [Double] { values.map { ($0 - mean) * inverse } }
    }

    private static func columns(_ values: [Float], _ width: Int) -> [Column] {
        (0..<width).map { column in Column(values: (0..<rows).map { Double(values[$0 * width + column]) }) }
    }

    /// Columns side by side, as rows of a matrix.
    private static func matrix(_ columns: [[Double]]) -> [Double] {
        (0..<rows).flatMap { row in columns.map { $0[row] } }
    }

    @Test(arguments: [1, 6, 16, 21])
    func `a batch is normalized to mean 0 and variance 1, then scaled, and its statistics are kept`(width: Int) {
        var values = numbers(Self.rows * width, from: -1, to: 5)
        let (columns, scale) = (Self.columns(values, width), numbers(width, seed: 2))
        var normalized = [Float](repeating: .nan, count: values.count)
        var (mean, variance, inverse) = (scale, scale, scale)
        normalize_batch(
            &values, Self.rows, width, scale, Self.epsilon, &normalized, &mean, &variance, &inverse)
        expectNear(mean, columns.map(\.mean))
        expectNear(variance, columns.map(\.variance))
        expectNear(inverse, columns.map(\.inverse), within: 1e-5)
        expectNear(normalized, Self.matrix(columns.map(\.normalized)), within: 1e-5)
        expectNear(
            values,
            Self.matrix(zip(columns, scale).map { column, scale in column.normalized.map { $0 * Double(scale) } }),
            within: 1e-5)
    }

    @Test(arguments: [1, 6, 16, 21])
    func `prediction uses the known mean and variance instead of the batch's`(width: Int) {
        var values = numbers(Self.rows * width)
        let (before, scale, mean) = (values, numbers(width, seed: 2), numbers(width, seed: 3))
        let variance = numbers(width, from: 0.1, to: 2, seed: 4)
        normalize_known(&values, Self.rows, width, scale, mean, variance, Self.epsilon)
        expectNear(
            values,
            before.enumerated().map { index, value in
                let column = index % width
                return (Double(value) - Double(mean[column])) * Double(scale[column])
                    / (Double(variance[column]) + Double(Self.epsilon)).squareRoot()
            }, within: 1e-5)
    }

    @Test func `gradients are the derivatives of the loss with respect to sums, scales and shifts`() {
        let width = 3
        let (sums, scale) = (numbers(Self.rows * width, from: -1, to: 4), numbers(width, from: 0.5, to: 2, seed: 2))
        let pull = numbers(Self.rows * width, seed: 6)
        // The loss Σ pull · (scale · normalized + shift), whose gradient with respect to the scaled columns is `pull`.
        func loss(_ sums: [Double], _ scale: [Double]) -> Double {
            let columns = (0..<width).map { column in
                Column(values: (0..<Self.rows).map { sums[$0 * width + column] })
            }
            let outputs = Self.matrix(zip(columns, scale).map { column, scale in column.normalized.map { $0 * scale } })
            return zip(outputs, pull).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        let columns = Self.columns(sums, width)
        var gradient = pull
        var (scaleGradient, shiftGradient) = (scale, scale)
        normalize_backward(
            &gradient, Self.rows, width, scale, Self.matrix(columns.map(\.normalized)).map(Float.init),
            columns.map { Float($0.inverse) }, &scaleGradient, &shiftGradient)
        let (at, by) = (sums.map(Double.init), scale.map(Double.init))
        func slope(_ numbers: [Double], _ index: Int, _ loss: ([Double]) -> Double) -> Double {
            var (above, below) = (numbers, numbers)
            above[index] += 1e-5
            below[index] -= 1e-5
            return (loss(above) - loss(below)) / 2e-5
        }
        expectNear(gradient, at.indices.map { slope(at, $0) { loss($0, by) } }, within: 1e-4)
        expectNear(scaleGradient, by.indices.map { slope(by, $0) { loss(at, $0) } }, within: 1e-4)
        expectNear(
            shiftGradient,
            (0..<width).map { column in
                (0..<Self.rows).reduce(0) { $0 + Double(pull[$1 * width + column]) }
            })
    }

    @Test func `a moving mean keeps the fraction given by the momentum`() {
        var moving = numbers(21)
        let (before, value) = (moving, numbers(21, seed: 2))
        move_mean(&moving, value, 21, 0.9)
        expectNear(moving, zip(before, value).map { 0.9 * Double($0) + 0.1 * Double($1) })
    }
}
