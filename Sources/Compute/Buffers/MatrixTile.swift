/// A part of a matrix: a range of rows and a range of columns.
package struct MatrixTile: Hashable {
    package let rows: Range<Int>
    package let columns: Range<Int>

    package init(rows: Range<Int>, columns: Range<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// Divides the result of a product into pieces, so that several cores can compute it. The division depends on the
    /// sizes alone, not on the number of cores, since the library adds in another order for a product of another size.
    /// Small products are not divided.
    package static func of(rows: Int, inner: Int, columns: Int) -> [MatrixTile] {
        let height = min(rows, maximumRows)
        let isWorthIt = height * inner * width >= leastMultiplications
        // A narrow last piece would not be faster: it is joined with its neighbour.
        let across = isWorthIt ? max(1, columns / width) : 1
        let down = max(1, (rows + maximumRows - 1) / maximumRows)
        return (0..<down).flatMap { row in
            (0..<across).map { column in
                MatrixTile(
                    rows: row * maximumRows..<min(rows, (row + 1) * maximumRows),
                    columns: column * width..<(column + 1 == across ? columns : (column + 1) * width))
            }
        }
    }

    /// The number of columns of a piece.
    private static let width = 256
    /// The maximum number of rows of a piece.
    private static let maximumRows = 256
    /// The minimum number of multiplications of a piece, about 10 µs; for fewer, waking another core does not pay.
    private static let leastMultiplications = 1 << 19

    /// Returns the offset of the piece's first number in the matrix.
    package func offset(stride: Int) -> Int { rows.lowerBound * stride + columns.lowerBound }
}
