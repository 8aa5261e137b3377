import Datasets
import DelimitedText

/// The inputs of all rows, stored row by row.
struct TableMatrix {
    private enum ColumnSource {
        case numbers([Float])
        /// The index of each text in sorted order; for missing values, that of the usual one.
        case codes([Int32], indices: [Int], words: [Int], usual: Int)
        case differences([Double], origin: Double)
        case dates([Double], parts: [DatePart], origin: Double)
    }

    private var sources: [(source: ColumnSource, first: Int)] = []
    private var width = 0
    private let rows: Int

    init(_ table: CSVTable, _ kept: [TableFeatures.Kept]) {
        rows = table.rows
        for entry in kept {
            let column = table.features[entry.index]
            sources.append((Self.source(column, entry.encoding), width))
            width += entry.encoding.width
        }
    }

    private static func source(_ column: CSVColumn, _ encoding: ColumnEncoding) -> ColumnSource {
        switch encoding {
        case .number:
            return column.doubles.isEmpty ? .numbers(column.numbers) : .differences(column.doubles, origin: 0)
        case .difference(_, let origin): return .differences(column.doubles, origin: origin)
        case .date(_, let parts, let origin): return .dates(column.doubles, parts: parts, origin: origin)
        case .oneHot(_, let values, let usual):
            let index = values.partition(point: usual)
            return .codes(
                column.codes, indices: (0..<column.texts.count).map { values.partition(point: column.texts.text($0)) },
                words: (0..<column.words.count).map { number in
                    let word = column.words.text(number)
                    // Some of the words that mean a missing value may be values here.
                    return values.contains(word) ? values.partition(point: word) : index
                }, usual: index)
        }
    }

    /// Returns the matrix, written in blocks of rows that fit into the cache.
    ///
    /// - Complexity: O(rows × columns)
    func numbers() -> [Float] {
        var matrix = [Float](repeating: 0, count: rows * width)
        for start in stride(from: 0, to: rows, by: 1024) {
            let end = min(rows, start + 1024)
            for (source, first) in sources {
                switch source {
                case .numbers(let numbers):
                    for row in start..<end { matrix[row * width + first] = numbers[row] }
                case .differences(let numbers, let origin):
                    for row in start..<end { matrix[row * width + first] = Float(numbers[row] - origin) }
                case .dates(let dates, let parts, let origin):
                    for row in start..<end {
                        for (index, part) in parts.enumerated() {
                            let seconds = dates[row]
                            matrix[row * width + first + index] =
                                seconds.isNaN ? .nan : Float(DateText.value(of: part, seconds, origin: origin))
                        }
                    }
                case .codes(let codes, let indices, let words, let usual):
                    for row in start..<end {
                        let code = Int(codes[row])
                        let index = code >= 0 ? indices[code] : code == -1 ? usual : words[-2 - code]
                        matrix[row * width + first + index] = 1
                    }
                }
            }
        }
        return matrix
    }
}

extension [String] {
    /// Returns the index of a text in a sorted array.
    ///
    /// - Complexity: O(log n)
    fileprivate func partition(point text: String) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < text { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
