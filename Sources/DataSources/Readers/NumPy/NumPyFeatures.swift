import DataFiles
import Datasets
import DelimitedText
import Tables

/// The samples of one or several arrays, concatenated.
struct NumPyFeatures {
    private let arrays: [NumPy.NumericArray]
    private let layout: SampleLayout
    private let path: String

    init(_ arrays: [NumPy.NumericArray], layout: SampleLayout, path: String) {
        self.arrays = arrays
        self.layout = layout
        self.path = path
    }

    /// Returns the numbers, and the number of full brightness.
    ///
    /// - Parameter remarks: Receives remarks on missing values and rounded integers.
    /// - Throws: `.foreign` for texts; `.dataset` for infinite numbers, and for different integers that become equal
    ///   when rounded to 32 bits.
    /// - Complexity: O(numbers)
    func read(_ remarks: inout [String]) throws(DataError) -> (Features, fullScale: Float) {
        if let bytes {
            // Counts up to 16, as in `digits`, are not dark pictures.
            let greatest = bytes.max() ?? 255
            return (.bytes(bytes), greatest > 127 ? 255 : Float(max(1, greatest)))
        }
        try checkWholeNumbers(&remarks)
        var floats: [Float] = []
        for array in arrays {
            switch array.elements {
            case .bytes(let values): floats += values.map { Float($0) }
            case .integers(let values): floats += values.map { Float($0) }
            case .doubles(let values): floats += values.map { Float($0) }
            case .floats(let values): floats = floats.isEmpty ? values : floats + values
            case .texts:
                throw .textsInArray("\(path): \(array.name)")
            }
        }
        if let index = floats.firstIndex(where: \.isInfinite) {
            throw .infiniteNumber(path, row: index / layout.width + 1, column: name(ofColumn: index % layout.width))
        }
        remarks += missingRemarks(floats)
        return (.floats(floats), 255)
    }

    /// The numbers as bytes, if all arrays are of bytes; otherwise nil.
    private var bytes: [UInt8]? {
        var bytes: [UInt8] = []
        for array in arrays {
            guard case .bytes(let values) = array.elements else { return nil }
            bytes = bytes.isEmpty ? values : bytes + values
        }
        return bytes
    }

    private func name(ofColumn column: Int) -> String {
        switch layout {
        case .table(let columns): "\"\(columns[column])\""
        case .image(_, let width, let channels):
            "pixel \(column / channels % width + 1) of line \(column / channels / width + 1)"
        }
    }

    private func names(ofColumns columns: [Int]) -> String {
        let shown = columns.prefix(5).map(name(ofColumn:)).joined(separator: ", ")
        return columns.count > 5 ? "\(shown) and \(columns.count - 5) more" : shown
    }

    private func missingRemarks(_ floats: [Float]) -> [String] {
        var counts = [Int](repeating: 0, count: layout.width)
        for index in floats.indices where floats[index].isNaN { counts[index % layout.width] += 1 }
        let rows = floats.count / max(1, layout.width)
        let empty = counts.indices.filter { rows > 0 && counts[$0] == rows }
        let columns = counts.indices.filter { counts[$0] > 0 && counts[$0] < rows }
        let total = columns.reduce(0) { $0 + counts[$1] }
        var remarks: [String] = []
        if total > 0 {
            remarks.append(ReadingRemark.missingNumbers(total, of: floats.count, in: names(ofColumns: columns)))
        }
        if !empty.isEmpty {
            remarks.append(ReadingRemark.emptyColumns(names(ofColumns: empty), count: empty.count))
        }
        return remarks
    }

    // MARK: - Integers beyond 2²⁴

    /// Checks integers: 32-bit floats are exact for all integers up to 2²⁴ = 16,777,216, and only for some beyond.
    ///
    /// - Throws: `.dataset` if different integers become equal when rounded.
    private func checkWholeNumbers(_ remarks: inout [String]) throws(DataError) {
        let columns = roundedColumns
        for column in columns {
            for array in arrays {
                switch array.elements {
                case .integers(let values): try check(values, column)
                case .doubles(let values): try check(values, column)
                case .bytes, .floats, .texts: continue
                }
            }
        }
        guard !columns.isEmpty else { return }
        remarks.append(ReadingRemark.roundedColumns(names(ofColumns: columns)))
    }

    private func check<Number: ExactNumber>(_ values: [Number], _ column: Int) throws(DataError) {
        var exact: [Float: Number] = [:]
        for index in stride(from: column, to: values.count, by: layout.width) {
            let value = values[index]
            guard value.isWhole, let other = exact.updateValue(value, forKey: value.float), other != value else {
                continue
            }
            throw .roundedIntegers(
                path, column: name(ofColumn: column), min(other, value).words, max(other, value).words)
        }
    }

    /// The columns with integers that are not exact with 32 bits, in ascending order.
    private var roundedColumns: [Int] {
        var isRounded = [Bool](repeating: false, count: layout.width)
        for array in arrays {
            switch array.elements {
            case .integers(let values):
                for (index, value) in values.enumerated() where !value.isExactOrFraction {
                    isRounded[index % layout.width] = true
                }
            case .doubles(let values):
                for (index, value) in values.enumerated() where value.isFinite && !value.isExactOrFraction {
                    isRounded[index % layout.width] = true
                }
            case .bytes, .floats, .texts: continue
            }
        }
        return isRounded.indices.filter { isRounded[$0] }
    }
}
