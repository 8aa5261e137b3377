/// A part of a matrix: some of its rows, some of its columns.
struct Piece: Hashable {
    let rows: Range<Int>
    let columns: Range<Int>

    /// How a product's result is parted, so that several cores can make it: by its sizes alone and never by how many cores
    /// there are, since the library's sums have another order in a product of another size. Small products stay whole.
    static func of(rows: Int, inner: Int, columns: Int) -> [Piece] {
        let height = min(rows, mostRows)
        let isWorthIt = height * inner * width >= leastMultiplications
        // A last piece that is narrow is no quicker than one that is not: it goes with its neighbour.
        let across = isWorthIt ? max(1, columns / width) : 1
        let down = max(1, (rows + mostRows - 1) / mostRows)
        return (0..<down).flatMap { row in
            (0..<across).map { column in
                Piece(
                    rows: row * mostRows..<min(rows, (row + 1) * mostRows),
                    columns: column * width..<(column + 1 == across ? columns : (column + 1) * width))
            }
        }
    }

    /// Columns of a piece.
    private static let width = 256
    /// The most rows of one.
    private static let mostRows = 256
    /// Multiplications of a piece, about 10 µs: of fewer, waking another core costs more than it gives.
    private static let leastMultiplications = 1 << 19

    /// From the matrix's first number to the piece's.
    func offset(stride: Int) -> Int { rows.lowerBound * stride + columns.lowerBound }
}
