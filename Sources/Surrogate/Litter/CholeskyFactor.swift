/// A lower triangular matrix that grows row by row: the Cholesky factor of a covariance matrix. A row depends only on
/// the rows above it, so that adding a row costs O(n²) and gives the same result as a new factorization.
///
/// Rows are stored in vectors of eight; the rest of the last vector is zero.
package struct CholeskyFactor: Sendable {
    /// The number of rows.
    package private(set) var count = 0
    private var vectors: [SIMD8<Double>] = []
    private var starts: [Int] = []
    private var diagonal: [Double] = []

    /// Creates an empty matrix.
    package init() {}

    /// Appends the factor's row for a row of the covariance matrix, whose last entry is on the diagonal.
    ///
    /// - Complexity: O(n²)
    package mutating func append(_ covariances: [Double]) {
        let row = count
        let start = vectors.count
        starts.append(start)
        vectors.append(contentsOf: repeatElement(.zero, count: row / 8 + 1))
        for column in 0..<row {
            let value = (covariances[column] - product(start, starts[column], column / 8 + 1)) / diagonal[column]
            vectors[start + column / 8][column % 8] = value
        }
        let rest = covariances[row] - product(start, start, row / 8 + 1)
        // Rounding must not make a matrix of nearly equal genomes indefinite.
        let last = max(rest, 1e-9).squareRoot()
        vectors[start + row / 8][row % 8] = last
        diagonal.append(last)
        count += 1
    }

    /// Removes the last rows.
    package mutating func removeLast(_ rows: Int) {
        guard rows > 0 else { return }
        count -= rows
        vectors.removeLast(vectors.count - starts[count])
        starts.removeLast(rows)
        diagonal.removeLast(rows)
    }

    /// Returns the solution of L·x = b.
    ///
    /// - Complexity: O(n²)
    package func solve(_ values: [Double]) -> [Double] {
        var solution = [SIMD8<Double>](repeating: .zero, count: (count + 7) / 8)
        for row in 0..<count {
            var sum = SIMD8<Double>.zero
            let start = starts[row]
            for index in 0..<(row / 8 + 1) { sum += vectors[start + index] * solution[index] }
            solution[row / 8][row % 8] = (values[row] - sum.sum()) / diagonal[row]
        }
        return (0..<count).map { solution[$0 / 8][$0 % 8] }
    }

    /// Returns the solution of Lᵀ·x = b.
    ///
    /// - Complexity: O(n²)
    package func solveTransposed(_ values: [Double]) -> [Double] {
        var rest = [SIMD8<Double>](repeating: .zero, count: (count + 7) / 8)
        for row in 0..<count { rest[row / 8][row % 8] = values[row] }
        var solution = [Double](repeating: 0, count: count)
        for row in (0..<count).reversed() {
            let value = rest[row / 8][row % 8] / diagonal[row]
            solution[row] = value
            let start = starts[row]
            let factor = SIMD8<Double>(repeating: value)
            for index in 0..<(row / 8 + 1) { rest[index] -= vectors[start + index] * factor }
        }
        return solution
    }

    /// Returns the inverse of the covariance matrix, row by row, both triangles.
    ///
    /// - Complexity: O(n³)
    package func inverse() -> [Double] {
        // Column k of L⁻¹ is zero above k; stored as rows of the transpose, so that the products access memory in
        // order.
        let width = (count + 7) / 8
        var columns = [SIMD8<Double>](repeating: .zero, count: count * width)
        for column in 0..<count {
            let base = column * width
            columns[base + column / 8][column % 8] = 1 / diagonal[column]
            for row in (column + 1)..<max(count, column + 1) {
                var sum = SIMD8<Double>.zero
                let start = starts[row]
                for index in (column / 8)..<(row / 8 + 1) { sum += vectors[start + index] * columns[base + index] }
                columns[base + row / 8][row % 8] = -sum.sum() / diagonal[row]
            }
        }
        var inverse = [Double](repeating: 0, count: count * count)
        for left in 0..<count {
            for right in 0...left {
                var sum = SIMD8<Double>.zero
                for index in (left / 8)..<width {
                    sum += columns[left * width + index] * columns[right * width + index]
                }
                let value = sum.sum()
                inverse[left * count + right] = value
                inverse[right * count + left] = value
            }
        }
        return inverse
    }

    private func product(_ left: Int, _ right: Int, _ length: Int) -> Double {
        var sum = SIMD8<Double>.zero
        for index in 0..<length { sum += vectors[left + index] * vectors[right + index] }
        return sum.sum()
    }
}
