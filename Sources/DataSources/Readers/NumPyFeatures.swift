import Datasets

/// The samples of one or several arrays, one behind the other.
struct NumPyFeatures {
    private let arrays: [NumPy.Array]
    private let layout: SampleLayout
    private let path: String

    init(_ arrays: [NumPy.Array], layout: SampleLayout, path: String) {
        self.arrays = arrays
        self.layout = layout
        self.path = path
    }

    /// Returns the numbers, and the one that means full brightness. O(numbers).
    ///
    /// - Parameter remarks: gets what is missing, and which whole numbers are rounded.
    /// - Throws: texts; infinite numbers; whole numbers that differ and would be equal once they are rounded to 32 bits.
    func read(_ remarks: inout [String]) throws(DataError) -> (Features, fullScale: Float) {
        if let bytes {
            // Counts up to 16, as of digits, are not dark pictures.
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
                throw .foreign(path: "\(path): \(array.name)", expected: "numbers", found: "texts")
            }
        }
        if let place = floats.firstIndex(where: \.isInfinite) {
            throw .dataset(
                path: path,
                reason: "row \(place / layout.width + 1) holds an infinite number, or one too large for 32 bits, in "
                    + name(ofColumn: place % layout.width))
        }
        if let remark = missingRemark(floats) { remarks.append(remark) }
        return (.floats(floats), 255)
    }

    /// The numbers, where all arrays hold bytes.
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

    private func missingRemark(_ floats: [Float]) -> String? {
        var counts = [Int](repeating: 0, count: layout.width)
        for index in floats.indices where floats[index].isNaN { counts[index % layout.width] += 1 }
        let columns = counts.indices.filter { counts[$0] > 0 }
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        return "\(total) of \(floats.count) numbers \(total == 1 ? "is" : "are") missing (NaN), in "
            + "\(names(ofColumns: columns)): the median of the training part takes \(total == 1 ? "its" : "their") place"
    }

    // MARK: - Whole numbers beyond 2²⁴

    /// Numbers of 32 bits hold each whole number up to 2²⁴ = 16,777,216, and of those beyond it only some.
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
        remarks.append("whole numbers beyond 16777216 are rounded to 7 digits in \(names(ofColumns: columns))")
    }

    private func check<Number: ExactNumber>(_ values: [Number], _ column: Int) throws(DataError) {
        var exact: [Float: Number] = [:]
        for index in stride(from: column, to: values.count, by: layout.width) {
            let value = values[index]
            guard value.isWhole, let other = exact.updateValue(value, forKey: value.float), other != value else {
                continue
            }
            throw .dataset(
                path: path,
                reason: "\(name(ofColumn: column)) holds whole numbers such as \(min(other, value).words) and "
                    + "\(max(other, value).words), which are equal once they are rounded to 32 bits; \(Labels.remedy)")
        }
    }

    /// The columns with whole numbers that 32 bits do not hold, in ascending order.
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
