import Platform

/// The eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to a tridiagonal matrix, then QL
/// iterations with implicit shifts (Martin, Reinsch and Wilkinson, 1968; Bowdler and others, 1968).
///
/// - Complexity: O(n³)
package struct SymmetricEigen: Sendable {
    /// The eigenvalues, in ascending order.
    package private(set) var values: [Double]
    /// The eigenvectors in columns, row after row: `vectors[row * n + column]`.
    package private(set) var vectors: [Double]
    private let count: Int

    /// Decomposes a matrix, given row after row; only its lower triangle is read. Nil if the iterations do not
    /// converge, as with numbers that are not finite.
    package init?(of matrix: [Double], count: Int) {
        self.count = count
        vectors = matrix
        values = [Double](repeating: 0, count: count)
        guard count > 0, matrix.allSatisfy(\.isFinite) else { return nil }
        var off = [Double](repeating: 0, count: count)
        reduce(&off)
        guard iterate(&off) else { return nil }
        sort()
    }

    /// Reduces the matrix to its diagonal `values` and the numbers beside it, and collects the transformations.
    private mutating func reduce(_ off: inout [Double]) {
        let n = count
        for column in 0..<n { values[column] = vectors[(n - 1) * n + column] }
        for row in stride(from: n - 1, to: 0, by: -1) {
            var h = 0.0
            let scale = (0..<row).reduce(0) { $0 + abs(values[$1]) }
            if scale == 0 {
                off[row] = values[row - 1]
                for column in 0..<row {
                    values[column] = vectors[(row - 1) * n + column]
                    vectors[row * n + column] = 0
                    vectors[column * n + row] = 0
                }
            } else {
                for column in 0..<row {
                    values[column] /= scale
                    h += values[column] * values[column]
                }
                let f = values[row - 1]
                let g = f > 0 ? -h.squareRoot() : h.squareRoot()
                off[row] = scale * g
                h -= f * g
                values[row - 1] = f - g
                for column in 0..<row { off[column] = 0 }
                reflect(row, h, &off)
            }
            values[row] = h
        }
        collect()
    }

    /// Applies one reflection to the rest of the matrix.
    private mutating func reflect(_ row: Int, _ h: Double, _ off: inout [Double]) {
        let n = count
        for column in 0..<row {
            let f = values[column]
            vectors[column * n + row] = f
            var g = off[column] + vectors[column * n + column] * f
            for k in column + 1..<max(row, column + 1) {
                g += vectors[k * n + column] * values[k]
                off[k] += vectors[k * n + column] * f
            }
            off[column] = g
        }
        var f = 0.0
        for column in 0..<row {
            off[column] /= h
            f += off[column] * values[column]
        }
        let hh = f / (h + h)
        for column in 0..<row { off[column] -= hh * values[column] }
        for column in 0..<row {
            let f = values[column]
            let g = off[column]
            for k in column..<row { vectors[k * n + column] -= f * off[k] + g * values[k] }
            values[column] = vectors[(row - 1) * n + column]
            vectors[row * n + column] = 0
        }
    }

    private mutating func collect() {
        let n = count
        for row in 0..<n - 1 {
            vectors[(n - 1) * n + row] = vectors[row * n + row]
            vectors[row * n + row] = 1
            let h = values[row + 1]
            if h != 0 {
                for k in 0...row { values[k] = vectors[k * n + row + 1] / h }
                for column in 0...row {
                    var g = 0.0
                    for k in 0...row { g += vectors[k * n + row + 1] * vectors[k * n + column] }
                    for k in 0...row { vectors[k * n + column] -= g * values[k] }
                }
            }
            for k in 0...row { vectors[k * n + row + 1] = 0 }
        }
        for column in 0..<n {
            values[column] = vectors[(n - 1) * n + column]
            vectors[(n - 1) * n + column] = 0
        }
        vectors[n * n - 1] = 1
    }

    /// Turns the tridiagonal matrix into a diagonal one; returns false if this takes too many iterations.
    private mutating func iterate(_ off: inout [Double]) -> Bool {
        let n = count
        for index in 1..<max(n, 1) { off[index - 1] = off[index] }
        off[n - 1] = 0
        var shift = 0.0
        var largest = 0.0
        for l in 0..<n {
            largest = max(largest, abs(values[l]) + abs(off[l]))
            var m = l
            while m < n - 1, abs(off[m]) > .ulpOfOne * largest { m += 1 }
            var patience = 60
            while m > l, abs(off[l]) > .ulpOfOne * largest {
                patience -= 1
                if patience == 0 { return false }
                rotate(l, m, &off, &shift)
            }
            values[l] += shift
            off[l] = 0
        }
        return true
    }

    private mutating func rotate(_ l: Int, _ m: Int, _ off: inout [Double], _ shift: inout Double) {
        let n = count
        var g = values[l]
        var p = (values[l + 1] - g) / (2 * off[l])
        var r = hypot(p, 1)
        if p < 0 { r = -r }
        values[l] = off[l] / (p + r)
        values[l + 1] = off[l] * (p + r)
        let next = values[l + 1]
        var h = g - values[l]
        for index in l + 2..<max(n, l + 2) { values[index] -= h }
        shift += h
        p = values[m]
        var (c, c2, c3) = (1.0, 1.0, 1.0)
        var (s, s2) = (0.0, 0.0)
        let after = off[l + 1]
        for index in stride(from: m - 1, through: l, by: -1) {
            (c3, c2, s2) = (c2, c, s)
            g = c * off[index]
            h = c * p
            r = hypot(p, off[index])
            off[index + 1] = s * r
            s = off[index] / r
            c = p / r
            p = c * values[index] - s * g
            values[index + 1] = h + s * (c * g + s * values[index])
            for k in 0..<n {
                h = vectors[k * n + index + 1]
                vectors[k * n + index + 1] = s * vectors[k * n + index] + c * h
                vectors[k * n + index] = c * vectors[k * n + index] - s * h
            }
        }
        p = -s * s2 * c3 * after * off[l] / next
        off[l] = s * p
        values[l] = c * p
    }

    private mutating func sort() {
        let n = count
        let order = (0..<n).sorted { values[$0] < values[$1] }
        let (oldValues, oldVectors) = (values, vectors)
        for (column, source) in order.enumerated() {
            values[column] = oldValues[source]
            for row in 0..<n { vectors[row * n + column] = oldVectors[row * n + source] }
        }
    }
}
