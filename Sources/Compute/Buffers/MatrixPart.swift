package import Kernels

extension Part {
    /// Creates a piece of a matrix whose rows are `stride` numbers apart.
    package init(_ piece: MatrixTile, stride: Int) {
        self.init(
            rows: piece.rows.count, columns: piece.columns.count, stride: stride, first: piece.offset(stride: stride))
    }

    /// Creates a whole matrix.
    package init(rows: Int, columns: Int) { self.init(rows: rows, columns: columns, stride: columns, first: 0) }
}
