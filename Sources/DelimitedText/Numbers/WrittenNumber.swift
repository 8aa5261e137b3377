import DataFiles
package import Datasets

/// A number as people write it: with thousands separators, a currency or a percent sign.
///
/// It is slower than `NumberText.plain`, and used only for fields that are not plain numbers.
package struct WrittenNumber {
    /// The marks found in the number; empty for digits alone.
    package private(set) var marks: NumberMarks = []
    /// The currency or percent sign; empty for none.
    package private(set) var unit = ""
    private var isNegative = false
    /// The runs of digits between the separators.
    private var runs: [[UInt8]] = [[]]
    /// The separators, one fewer than runs; a space represents all blanks, an apostrophe all apostrophes.
    private var separators: [UInt8] = []
    private var exponent = ""

    private static let units = ["%", "‰", "$", "€", "£", "¥", "₹", "US$", "USD", "EUR", "GBP", "CHF"].map {
        Array($0.utf8)
    }

    /// Parses bytes; nil if they are not a number in any format.
    package init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        guard start < end, end - start <= 64 else { return nil }
        // Texts without digits are most frequent.
        var text = (start..<end).map { bytes[$0] }[...]
        guard text.contains(where: { 48...57 ~= $0 }) else { return nil }
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
            // Accounting notation of negative numbers.
            text = text.dropFirst().dropLast()
            isNegative = true
        }
        var signs = isNegative ? 1 : 0
        signs += takeSign(&text)
        takeUnit(&text)
        signs += takeSign(&text)
        guard signs < 2, split(text), readMarks() else { return nil }
    }

    /// Removes a sign, and returns the number of signs removed, 0 or 1.
    private mutating func takeSign(_ text: inout ArraySlice<UInt8>) -> Int {
        if text.first == UInt8(ascii: "-") {
            isNegative = true
            text = text.dropFirst()
        } else if text.first == UInt8(ascii: "+") {
            text = text.dropFirst()
        } else if text.starts(with: [0xE2, 0x88, 0x92]) {
            // The typographic minus sign.
            isNegative = true
            text = text.dropFirst(3)
        } else {
            return 0
        }
        return 1
    }

    private mutating func takeUnit(_ text: inout ArraySlice<UInt8>) {
        for candidate in Self.units.reversed() {
            if text.starts(with: candidate) {
                text = Self.withoutBlanks(text.dropFirst(candidate.count))
            } else if text.count > candidate.count, Array(text.suffix(candidate.count)) == candidate {
                text = Self.withoutBlanks(text.dropLast(candidate.count))
            } else {
                continue
            }
            unit = String(decoding: candidate, as: UTF8.self)
            return
        }
    }

    private static func withoutBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while true {
            if text.first == 32 || text.first == 9 {
                text = text.dropFirst()
            } else if text.last == 32 || text.last == 9 {
                text = text.dropLast()
            } else if let blank = wideBlanks.first(where: { text.starts(with: $0) }) {
                text = text.dropFirst(blank.count)
            } else if let blank = wideBlanks.first(where: { Array(text.suffix($0.count)) == $0 }) {
                text = text.dropLast(blank.count)
            } else {
                return text
            }
        }
    }

    /// Non-breaking and thin spaces.
    private static let wideBlanks: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x89]]
    private static let apostrophe: [UInt8] = [0xE2, 0x80, 0x99]

    private mutating func split(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while let byte = rest.first {
            switch byte {
            case 48...57:
                runs[runs.count - 1].append(byte)
                rest = rest.dropFirst()
                continue
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), 32:
                separators.append(byte)
                rest = rest.dropFirst()
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent = String(decoding: rest, as: UTF8.self)
                return !runs.allSatisfy(\.isEmpty) && Int(exponent.dropFirst()) != nil
            default:
                if rest.starts(with: Self.apostrophe) {
                    separators.append(UInt8(ascii: "'"))
                    rest = rest.dropFirst(3)
                } else if let blank = Self.wideBlanks.first(where: { rest.starts(with: $0) }) {
                    separators.append(32)
                    rest = rest.dropFirst(blank.count)
                } else {
                    return false
                }
            }
            runs.append([])
        }
        return !runs.allSatisfy(\.isEmpty)
    }

    // MARK: - Marks

    private mutating func readMarks() -> Bool {
        guard let last = separators.last else { return true }
        let isDecimal = last == UInt8(ascii: ".") || last == UInt8(ascii: ",")
        if separators.count == 1, isDecimal {
            let isEither = runs[1].count == 3 && 1...3 ~= runs[0].count && runs[0][0] != 48 && exponent.isEmpty
            marks = isEither ? Self.either(last) : Self.decimal(last)
            return true
        }
        let thousands = separators[0]
        let groups = isDecimal && thousands != last ? runs.dropLast() : runs[...]
        guard separators.prefix(groups.count - 1).allSatisfy({ $0 == thousands }), Self.areGroups(Array(groups)) else {
            return false
        }
        marks = Self.grouped(thousands)
        if groups.count < runs.count { marks.insert(Self.decimal(last)) }
        return exponent.isEmpty
    }

    /// Returns true for groups of three digits, or for the Indian groups of two digits with three at the end.
    private static func areGroups(_ groups: [[UInt8]]) -> Bool {
        guard groups.count > 1, let first = groups.first, 1...3 ~= first.count, first[0] != 48,
            groups[groups.count - 1].count == 3
        else { return false }
        let middle = groups.dropFirst().dropLast()
        return middle.allSatisfy { $0.count == 3 } || first.count < 3 && middle.allSatisfy { $0.count == 2 }
    }

    private static func decimal(_ mark: UInt8) -> NumberMarks {
        mark == UInt8(ascii: ".") ? .decimalPoint : .decimalComma
    }

    private static func either(_ mark: UInt8) -> NumberMarks { mark == UInt8(ascii: ".") ? .eitherPoint : .eitherComma }

    private static func grouped(_ mark: UInt8) -> NumberMarks {
        switch mark {
        case UInt8(ascii: "."): .groupedPoint
        case UInt8(ascii: ","): .groupedComma
        case UInt8(ascii: "'"): .groupedApostrophe
        default: .groupedBlank
        }
    }

    // MARK: - Value

    /// Returns the value in a format; nil if the marks are not those of the format.
    package func value(in format: NumberFormat) -> Double? {
        let decimal = format.decimal.utf8.first
        let thousands = format.thousands?.utf8.first
        var (whole, fraction) = (runs[...], [UInt8]())
        if let last = separators.last, last == decimal, separators.dropLast().allSatisfy({ $0 != decimal }) {
            fraction = runs[runs.count - 1]
            whole = runs.dropLast()
        }
        let between = separators.prefix(whole.count - 1)
        guard between.allSatisfy({ $0 == thousands }), whole.count == 1 || Self.areGroups(Array(whole)) else {
            return nil
        }
        let text = String(decoding: whole.joined() + [UInt8(ascii: ".")] + fraction + [48], as: UTF8.self)
        guard let value = Double("0" + text + exponent) else { return nil }
        return isNegative ? -value : value
    }
}
