/// Rows in the order of their times. Borders between sets lie between different times, so that rows of the same time stay
/// together.
struct TimedRows {
    /// The rows by time; rows of the same time in ascending order.
    private let rows: [Int32]
    /// The positions at which a later time begins, from 0; the last one is the number of rows.
    private let borders: [Int]

    /// Sorts the rows of a table.
    ///
    /// - Complexity: O(n log n)
    init(_ times: SplitColumns.Times, latest limit: Int? = nil) {
        self.init(times, rows: 0..<Int32(times.values.count), latest: limit)
    }

    /// Sorts some rows of a table.
    ///
    /// - Complexity: O(n log n)
    init(_ times: SplitColumns.Times, rows: some Sequence<Int32>, latest limit: Int? = nil) {
        let values = times.values
        let order = rows.sorted { (values[Int($0)], $0) < (values[Int($1)], $1) }
        let rows = Array(order.suffix(limit ?? order.count))
        self.rows = rows
        let later = rows.indices.dropFirst().filter { values[Int(rows[$0])] != values[Int(rows[$0 - 1])] }
        borders = rows.isEmpty ? [0] : [0] + later + [rows.count]
    }

    private init(rows: [Int32], borders: [Int]) {
        self.rows = rows
        self.borders = borders
    }

    var count: Int { rows.count }

    /// The number of different times.
    var times: Int { borders.count - 1 }

    var sorted: [Int32] { rows.sorted() }

    /// Returns the index in `borders` of the border nearest to a position, within a range; the earlier of two.
    private func border(nearest position: Int, in range: ClosedRange<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if borders[middle] < position { low = middle + 1 } else { high = middle }
        }
        guard low > range.lowerBound, position - borders[low - 1] <= borders[low] - position else { return low }
        return low - 1
    }

    private func cut(_ start: Int, _ end: Int) -> TimedRows {
        TimedRows(
            rows: Array(rows[borders[start]..<borders[end]]), borders: borders[start...end].map { $0 - borders[start] })
    }

    /// Divides the rows into an earlier and a later part.
    ///
    /// - Parameters:
    ///   - wanted: The number of rows of the later part; borders between different times come as near as possible.
    ///   - left: The minimum number of different times of the earlier part; `times` must be greater.
    func divided(later wanted: Int, leaving left: Int) -> (earlier: TimedRows, later: TimedRows) {
        let border = border(nearest: count - wanted, in: left...times - 1)
        return (cut(0, border), cut(border, times))
    }

    /// Returns folds that roll forward, as those of scikit-learn's `TimeSeriesSplit`: the rows are cut into one part more
    /// than there are folds, the first one takes the remainder; each fold validates on the next part and trains on
    /// everything before it. `times` must exceed the number of folds.
    func rolling(_ folds: Int) -> [(training: [Int32], validation: [Int32])] {
        let size = count / (folds + 1)
        var starts: [Int] = []
        for fold in 0..<folds {
            let range = (starts.last ?? 0) + 1...times - (folds - fold)
            starts.append(border(nearest: count - (folds - fold) * size, in: range))
        }
        return starts.indices.map { fold in
            let end = fold + 1 < starts.count ? starts[fold + 1] : times
            return (cut(0, starts[fold]).sorted, cut(starts[fold], end).sorted)
        }
    }
}
