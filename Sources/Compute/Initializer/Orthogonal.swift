import Randomness

/// Random orthonormal rows, uniformly distributed: Gram–Schmidt orthogonalization of normal draws. It runs twice,
/// because one pass leaves rounding errors ("twice is enough"; Parlett, "The symmetric eigenvalue problem", 1980).
enum Orthogonal {
    /// Returns `inputs` × `outputs` weights, row by row, whose columns (rows, if there are fewer of them) are
    /// orthonormal.
    static func weights(inputs: Int, outputs: Int, _ generator: inout Generator) -> [Float] {
        let (count, length) = (min(inputs, outputs), max(inputs, outputs))
        let rows = orthonormal(count, length, &generator)
        guard inputs >= outputs else { return rows }
        var weights = [Float](repeating: 0, count: inputs * outputs)
        for row in 0..<count {
            for index in 0..<length { weights[index * outputs + row] = rows[row * length + index] }
        }
        return weights
    }

    /// The number of rows per block, so that most of the work is in matrix products.
    private static let block = 64

    private static func orthonormal(_ count: Int, _ length: Int, _ generator: inout Generator) -> [Float] {
        let rows = FloatBuffer((0..<count * length).map { _ in Float(generator.normal()) })
        let shares = FloatBuffer(count: block * count)
        let parts = FloatBuffer(count: block * length)
        let products = MatrixProducts()
        for first in stride(from: 0, to: count, by: block) {
            let size = min(block, count - first)
            let own = rows.pointer + first * length
            // The first row against which rows of this block still have to be orthogonalized.
            var start = first
            do {
                for _ in 0..<2 where first > 0 {
                    try products.multiply(
                        UnsafePointer(own), UnsafePointer(rows.pointer), into: shares.pointer,
                        .init(.rightTransposed, rows: size, inner: length, columns: first))
                    try products.multiply(
                        UnsafePointer(shares.pointer), UnsafePointer(rows.pointer), into: parts.pointer,
                        .init(.plain, rows: size, inner: first, columns: length))
                    for index in 0..<size * length { own[index] -= parts.pointer[index] }
                }
            } catch {
                // Row by row is slower and gives the same result.
                start = 0
            }
            for row in 0..<size {
                normalize(
                    own + row * length, against: rows.pointer + start * length, first - start + row, length)
            }
        }
        return rows.values
    }

    private static func normalize(
        _ row: UnsafeMutablePointer<Float>, against others: UnsafePointer<Float>, _ count: Int, _ length: Int
    ) {
        for _ in 0..<2 {
            for other in 0..<count {
                let base = others + other * length
                let projection = Float(product(row, base, length))
                for index in 0..<length { row[index] -= projection * base[index] }
            }
            let scale = Float(1 / max(product(row, row, length), 1e-30).squareRoot())
            for index in 0..<length { row[index] *= scale }
        }
    }

    private static func product(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ length: Int) -> Double {
        // Eight parallel sums, which the compiler vectorizes.
        var sums = SIMD8<Double>.zero
        var index = 0
        while index + 8 <= length {
            for lane in 0..<8 { sums[lane] += Double(left[index + lane]) * Double(right[index + lane]) }
            index += 8
        }
        var sum = sums.sum()
        while index < length {
            sum += Double(left[index]) * Double(right[index])
            index += 1
        }
        return sum
    }
}
