import Randomness

/// Random rows of length 1 at right angles, uniform among all such: normal draws, from each of which its part along
/// those before it is taken (Gram and Schmidt), twice, for once leaves rounding errors ("twice is enough"; Parlett,
/// "The symmetric eigenvalue problem", 1980).
enum Orthogonal {
    /// `inputs` × `outputs` weights, row by row, whose columns (rows, where these are fewer) are orthonormal.
    static func weights(inputs: Int, outputs: Int, _ generator: inout Generator) -> [Float] {
        let (count, length) = (min(inputs, outputs), max(inputs, outputs))
        let rows = orthonormal(count, length, &generator)
        guard inputs >= outputs else { return rows }
        var weights = [Float](repeating: 0, count: inputs * outputs)
        for row in 0..<count {
            for place in 0..<length { weights[place * outputs + row] = rows[row * length + place] }
        }
        return weights
    }

    /// Rows at once, so that most of the work is in matrix products.
    private static let block = 64

    private static func orthonormal(_ count: Int, _ length: Int, _ generator: inout Generator) -> [Float] {
        let rows = FloatBuffer((0..<count * length).map { _ in Float(generator.normal()) })
        let shares = FloatBuffer(count: block * count)
        let parts = FloatBuffer(count: block * length)
        let products = MatrixProducts()
        for first in stride(from: 0, to: count, by: block) {
            let size = min(block, count - first)
            let own = rows.pointer + first * length
            // Rows from this one on are still to be brought to right angles with those of a block.
            var start = first
            do {
                for _ in 0..<2 where first > 0 {
                    try products.multiply(
                        UnsafePointer(own), UnsafePointer(rows.pointer), into: shares.pointer,
                        .init(.rightTransposed, rows: size, inner: length, columns: first))
                    try products.multiply(
                        UnsafePointer(shares.pointer), UnsafePointer(rows.pointer), into: parts.pointer,
                        .init(.plain, rows: size, inner: first, columns: length))
                    for place in 0..<size * length { own[place] -= parts.pointer[place] }
                }
            } catch {
                // Row by row it takes longer and comes to the same.
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
                let share = Float(product(row, base, length))
                for place in 0..<length { row[place] -= share * base[place] }
            }
            let scale = Float(1 / max(product(row, row, length), 1e-30).squareRoot())
            for place in 0..<length { row[place] *= scale }
        }
    }

    private static func product(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ length: Int) -> Double {
        // Eight sums side by side, which the compiler turns into vectors.
        var sums = SIMD8<Double>.zero
        var place = 0
        while place + 8 <= length {
            for lane in 0..<8 { sums[lane] += Double(left[place + lane]) * Double(right[place + lane]) }
            place += 8
        }
        var sum = sums.sum()
        while place < length {
            sum += Double(left[place]) * Double(right[place])
            place += 1
        }
        return sum
    }
}
