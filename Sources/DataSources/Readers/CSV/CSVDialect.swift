/// How a delimited text is written: what parts its fields, and whether its first record names the columns.
struct CSVDialect {
    let delimiter: UInt8
    let hasHeader: Bool
    /// The columns' names: those of the header, or `column1` and so on.
    let names: [String]

    var text: FieldText { FieldText(hasDecimalComma: delimiter != UInt8(ascii: ",")) }

    private static let candidates: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
    /// Records that are looked at.
    private static let sample = 20

    /// Looks at the first records of a file.
    ///
    /// - Throws: what cannot be read, and a delimiter that is none.
    init(path: String, options: CSVOptions) throws(DataError) {
        delimiter = try Self.delimiter(path: path, wanted: options.delimiter)
        let text = FieldText(hasDecimalComma: delimiter != UInt8(ascii: ","))
        var first: [String] = []
        var holdsNumber = false
        try CSVRecords(path: path, delimiter: delimiter).forEach(.none) { (bytes, fields, _) throws(DataError) in
            for field in fields {
                first.append(text.text(bytes, field))
                if case .number = text.reading(bytes, field) { holdsNumber = true }
            }
            return false
        }
        guard !first.isEmpty else { throw .mismatch(path: path, expected: "rows of a table", found: "an empty file") }
        let named = ([options.label].compactMap { $0 } + (options.features ?? []) + options.ignored)
        let hasHeader =
            options.hasHeader ?? (named.contains { first.contains($0) && Int($0) == nil } || !holdsNumber)
        self.hasHeader = hasHeader
        names = Self.unique(first.enumerated().map { hasHeader && !$1.isEmpty ? $1 : "column\($0 + 1)" })
    }

    /// The delimiter that gives the first records the same number of fields, and the most of them.
    private static func delimiter(path: String, wanted: String?) throws(DataError) -> UInt8 {
        if let wanted {
            let named = ["tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " "]
            let character = named[wanted] ?? wanted
            guard let byte = character.utf8.first, character.utf8.count == 1, !"\"\r\n".utf8.contains(byte) else {
                throw .dataset(
                    path: path, reason: "expected one character as delimiter, or `tab`, found \"\(wanted)\"")
            }
            return byte
        }
        var best: (delimiter: UInt8, fields: Int, isEven: Bool) = (candidates[0], 0, false)
        for candidate in candidates {
            var counts: [Int] = []
            do throws(DataError) {
                try CSVRecords(path: path, delimiter: candidate).forEach(.none) { (_, fields, _) throws(DataError) in
                    counts.append(fields.count)
                    return counts.count < sample
                }
            } catch {
                // With another delimiter a quote may stand open; what cannot be read at all is told by the first.
                if candidate == candidates[0], !error.isMismatch { throw error }
            }
            let most = counts.max() ?? 0
            let isEven = counts.allSatisfy { $0 == most }
            if most > 1, isEven && !best.isEven || isEven == best.isEven && most > best.fields {
                best = (candidate, most, isEven)
            }
        }
        return best.delimiter
    }

    /// Names that are there already get a number.
    private static func unique(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.map { name in
            var unique = name
            var number = 2
            while !known.insert(unique).inserted {
                unique = "\(name)_\(number)"
                number += 1
            }
            return unique
        }
    }
}

extension DataError {
    fileprivate var isMismatch: Bool { if case .mismatch = self { true } else { false } }
}
