import DataFiles
package import Datasets

/// The marks found in numbers.
package struct NumberMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let decimalPoint = Self(rawValue: 1)
    package static let decimalComma = Self(rawValue: 2)
    /// `1.234`: a decimal mark or a thousands separator.
    package static let eitherPoint = Self(rawValue: 4)
    package static let eitherComma = Self(rawValue: 8)
    package static let groupedPoint = Self(rawValue: 16)
    package static let groupedComma = Self(rawValue: 32)
    package static let groupedApostrophe = Self(rawValue: 64)
    package static let groupedBlank = Self(rawValue: 128)
}

/// Reads fields as numbers in one format, and notes the marks that it finds.
package struct NumberText {
    package let format: NumberFormat
    private let mark: UInt8

    package init(_ format: NumberFormat) {
        self.format = format
        mark = format.decimal == "," ? UInt8(ascii: ",") : UInt8(ascii: ".")
    }

    /// Returns the value of digits with a sign, a decimal mark and an exponent; nil for anything else. It is infinite
    /// if it is too large for 64 bits.
    ///
    /// The conversion is exact if both mantissa and power of ten are exact (Clinger, "How to read floating point
    /// numbers accurately", 1990); other numbers are left to the standard library.
    package func plain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ marks: inout NumberMarks) -> Double? {
        var at = start
        guard at < end else { return nil }
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
        let first = at
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var exponent = 0
        var point = -1
        scan: while at < end {
            let byte = bytes[at]
            switch byte {
            case 48...57:
                digits += 1
                if significant < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
                    if mantissa != 0 { significant += 1 }
                    if point >= 0 { exponent -= 1 }
                } else if point < 0 {
                    exponent += 1
                }
            case mark where point < 0: point = at
            default: break scan
            }
            at += 1
        }
        guard digits > 0 else { return infinity(bytes, start, end) }
        let isEither = at == end && at - point == 4 && 1...3 ~= point - first && bytes[first] != 48
        if at < end {
            guard bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") else { return nil }
            at += 1
            guard at < end else { return nil }
            let isBelow = bytes[at] == UInt8(ascii: "-")
            if isBelow || bytes[at] == UInt8(ascii: "+") { at += 1 }
            guard at < end else { return nil }
            var power = 0
            while at < end {
                guard bytes[at] >= 48, bytes[at] <= 57 else { return nil }
                power = min(power * 10 + Int(bytes[at] - 48), 100_000)
                at += 1
            }
            exponent += isBelow ? -power : power
        }
        let value: Double
        if mantissa < 1 << 53, abs(exponent) < Self.powers.count {
            value =
                exponent < 0
                ? Double(mantissa) / Self.powers[-exponent] : Double(mantissa) * Self.powers[exponent]
        } else {
            guard let slow = Double("\(mantissa)e\(exponent)") else { return nil }
            value = slow
        }
        // In texts that are not numbers, such as `1.234,50` with a decimal point, a mark means nothing.
        if point >= 0 { note(isEither: isEither, &marks) }
        return isNegative ? -value : value
    }

    /// Notes the meaning of a single decimal mark.
    private func note(isEither: Bool, _ marks: inout NumberMarks) {
        if mark == UInt8(ascii: ".") {
            marks.insert(isEither ? .eitherPoint : .decimalPoint)
        } else {
            marks.insert(isEither ? .eitherComma : .decimalComma)
        }
    }

    private func infinity(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard end - start <= 9 else { return nil }
        let text = String(decoding: (start..<end).map { FieldText.lowercase(bytes[$0]) }, as: UTF8.self)
        switch text {
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        default: return nil
        }
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
