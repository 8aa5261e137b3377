import Kernels
import Testing

/// Compares copying rows as inputs with plain loops.
@Suite struct GatherTests {
    private static let widths = [1, 3, 8, 17, 64]
    private let rows: [Int32] = [4, 0, 4, 2]

    private func expected(_ source: [Double], width: Int, _ dropout: Dropout, place: Int) -> [Double] {
        let (factors, shifts) = (numbers(width, seed: 2), numbers(width, seed: 3))
        return rows.enumerated().flatMap { row, sample in
            (0..<width).map { column in
                let value = source[Int(sample) * width + column] * Double(factors[column]) + Double(shifts[column])
                return keeps(dropout, (place + row) * width + column) ? value * Double(dropout.scale) : 0
            }
        }
    }

    @Test(arguments: widths, [off, half])
    func `bytes and floats are scaled, shifted and dropped by their index in the batch`(width: Int, dropout: Dropout) {
        let bytes = (0..<5 * width).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
        let floats = numbers(5 * width, seed: 4)
        let (factors, shifts) = (numbers(width, seed: 2), numbers(width, seed: 3))
        var inputs = [Float](repeating: .nan, count: rows.count * width)
        gather_bytes(bytes, rows, 7, rows.count, width, factors, shifts, dropout, &inputs)
        expectNear(inputs, expected(bytes.map(Double.init), width: width, dropout, place: 7))
        gather_floats(floats, rows, 7, rows.count, width, factors, shifts, dropout, &inputs)
        expectNear(inputs, expected(floats.map(Double.init), width: width, dropout, place: 7))
    }

    @Test(arguments: [off, half])
    func `a missing number becomes the fill value of its column, and the others are unchanged`(dropout: Dropout) {
        let width = 5
        var floats = numbers(5 * width, seed: 4)
        for index in [0, 12, 23] { floats[index] = .nan }
        let (factors, shifts, fills) = (numbers(width, seed: 2), numbers(width, seed: 3), numbers(width, seed: 5))
        var inputs = [Float](repeating: .nan, count: rows.count * width)
        gather_floats(floats, rows, 7, rows.count, width, factors, shifts, dropout, &inputs)
        fill_missing(floats, rows, 7, rows.count, width, factors, shifts, fills, dropout, &inputs)
        let filled = floats.enumerated().map { Double($1.isNaN ? fills[$0 % width] : $1) }
        expectNear(inputs, expected(filled, width: width, dropout, place: 7))
    }

    @Test func `bfloat16 is the upper half of the nearest number, ties to even`() {
        let values: [Float] = [
            0, -0.0, 1, -1, 3.141_592_7, 1e-3, -1e30, .infinity, Float(bitPattern: 0x3F80_8000),
            Float(bitPattern: 0x3F81_8000), Float(bitPattern: 0x3F80_8001), Float(bitPattern: 0x3F80_7FFF),
        ]
        var rounded = [UInt16](repeating: 0, count: values.count)
        to_brain_float(values, values.count, &rounded)
        let wanted: [UInt16] = [
            0, 0x8000, 0x3F80, 0xBF80, 0x4049, 0x3A83, 0xF14A, 0x7F80, 0x3F80, 0x3F82, 0x3F81, 0x3F80,
        ]
        #expect(rounded == wanted)
    }
}
