import Foundation
import Kernels
import Testing

/// Compares each activation and its derivative with its formula in double precision.
@Suite struct ActivationKernelTests {
    struct ActivationCase: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let kind: ActivationKind
        let value: @Sendable (Double) -> Double

        init(_ name: String, _ kind: ActivationKind, _ value: @escaping @Sendable (Double) -> Double) {
            testDescription = name
            self.kind = kind
            self.value = value
        }
    }

    private static let scale = 1.050_700_987_355_480_5
    private static let alpha = 1.673_263_242_354_377_2

    /// Functions whose derivatives follow from the outputs.
    static let byOutputs = [
        ActivationCase("linear", ACTIVATION_LINEAR) { $0 }, ActivationCase("relu", ACTIVATION_RELU) { max(0, $0) },
        ActivationCase("elu", ACTIVATION_ELU) { $0 > 0 ? $0 : exp($0) - 1 },
        ActivationCase("selu", ACTIVATION_SELU) { scale * ($0 > 0 ? $0 : alpha * (exp($0) - 1)) },
        ActivationCase("tanh", ACTIVATION_TANH) { tanh($0) },
        ActivationCase("sigmoid", ACTIVATION_SIGMOID) { 1 / (1 + exp(-$0)) },
        ActivationCase("softplus", ACTIVATION_SOFTPLUS) { log1p(exp($0)) },
        ActivationCase("softsign", ACTIVATION_SOFTSIGN) { $0 / (1 + abs($0)) },
        ActivationCase("exponential", ACTIVATION_EXPONENTIAL) { exp($0) },
        ActivationCase("hard_sigmoid", ACTIVATION_HARD_SIGMOID) { min(1, max(0, $0 / 6 + 0.5)) },
        ActivationCase("leaky_relu", ACTIVATION_LEAKY_RELU) { $0 > 0 ? $0 : 0.2 * $0 },
    ]
    /// Functions whose derivatives follow from the sums.
    static let bySums = [
        ActivationCase("gelu", ACTIVATION_GELU) { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) },
        ActivationCase("silu", ACTIVATION_SILU) { $0 / (1 + exp(-$0)) },
        ActivationCase("mish", ACTIVATION_MISH) { $0 * tanh(log1p(exp($0))) },
    ]

    private static let rows = 3
    private static let columns = 19

    /// A part of a wider matrix: 19 columns from column 2 on, of rows of 24.
    private static let part = Part(rows: rows, columns: columns, stride: 24, first: 2)
    private static let bias = numbers(columns, seed: 2)

    /// Sums that avoid the kinks of relu and similar functions.
    private static let sums = numbers(rows * 24 + 8, from: -4, to: 4, seed: 3).map { abs($0) < 0.01 ? 0.5 : $0 }

    /// Applies a loop to a part of a matrix.
    private static func onPart(_ matrix: [Float], _ work: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        var matrix = matrix
        matrix.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { work(start + part.first) } }
        return matrix
    }

    /// The index in the matrix and the column of each element of the part.
    private static var places: [(place: Int, column: Int)] {
        (0..<rows).flatMap { row in (0..<columns).map { (part.first + row * 24 + $0, $0) } }
    }

    @Test(arguments: byOutputs + bySums, [off, half])
    func `an activation adds the bias, applies the function, and applies dropout by index in the matrix`(
        function: ActivationCase, dropout: Dropout
    ) {
        let found = Self.onPart(Self.sums) { activate($0, Self.bias, Self.part, function.kind, dropout) }
        var wanted = Self.sums.map(Double.init)
        for (index, column) in Self.places {
            let value = function.value(Double(Self.sums[index] + Self.bias[column]))
            wanted[index] = keeps(dropout, index) ? value * Double(dropout.scale) : 0
        }
        // Elements outside of the part are unchanged.
        expectNear(found, wanted, within: 4e-6)
    }

    private func slope(_ function: ActivationCase, at x: Double) -> Double {
        (function.value(x + 1e-5) - function.value(x - 1e-5)) / 2e-5
    }

    @Test(arguments: byOutputs, [off, half])
    func `gradients are multiplied by the derivative computed from the outputs`(
        function: ActivationCase, dropout: Dropout
    ) {
        let zeros = [Float](repeating: 0, count: Self.columns)
        let outputs = Self.onPart(Self.sums) { activate($0, zeros, Self.part, function.kind, dropout) }
        let gradient = numbers(Self.sums.count, seed: 5)
        let found = Self.onPart(gradient) { start in
            outputs.withUnsafeBufferPointer {
                if let base = $0.baseAddress {
                    activate_backward(start, base + Self.part.first, Self.part, function.kind, dropout)
                }
            }
        }
        var wanted = gradient.map(Double.init)
        for (index, _) in Self.places {
            let passed = wanted[index] * Double(dropout.scale) * slope(function, at: Double(Self.sums[index]))
            wanted[index] = keeps(dropout, index) ? passed : 0
        }
        expectNear(found, wanted, within: 1e-4)
    }

    @Test(arguments: bySums, [off, half])
    func `gradients are multiplied by the derivative computed from the sums`(function: ActivationCase, dropout: Dropout)
    {
        let gradient = numbers(Self.sums.count, seed: 5)
        let found = Self.onPart(gradient) { start in
            Self.sums.withUnsafeBufferPointer {
                if let base = $0.baseAddress {
                    activate_backward_by_sums(start, base + Self.part.first, Self.part, function.kind, dropout)
                }
            }
        }
        var wanted = gradient.map(Double.init)
        for (index, _) in Self.places {
            let passed = wanted[index] * Double(dropout.scale) * slope(function, at: Double(Self.sums[index]))
            wanted[index] = keeps(dropout, index) ? passed : 0
        }
        expectNear(found, wanted, within: 1e-4)
    }

    @Test(arguments: byOutputs + bySums)
    func `large sums neither overflow nor become NaN`(function: ActivationCase) {
        var values: [Float] = [-1e4, -100, -88, -20, 20, 80]
        let expected = values.map { function.value(Double($0)) }
        let part = Part(rows: 1, columns: values.count, stride: values.count, first: 0)
        activate(&values, [Float](repeating: 0, count: values.count), part, function.kind, off)
        expectNear(values, expected, within: 1e-5)
    }

    @Test func `NaN remains NaN, so that a diverging training is noticed`() {
        for function in Self.byOutputs where function.kind != ACTIVATION_HARD_SIGMOID {
            var values: [Float] = [.nan]
            activate(&values, [0], Part(rows: 1, columns: 1, stride: 1, first: 0), function.kind, off)
            #expect(values[0].isNaN, "\(function.testDescription)")
        }
    }

    @Test(arguments: [1, 5, 16, 33])
    func `columns are added up`(width: Int) {
        let values = numbers(7 * width)
        var sums = [Float](repeating: .nan, count: width)
        sum_columns(values, 7, width, &sums)
        expectNear(sums, (0..<width).map { column in (0..<7).reduce(0) { $0 + Double(values[$1 * width + column]) } })
    }
}
