/// What the text of a field means: a number, nothing, or itself.
struct FieldText {
    /// Where numbers are written `3,14`: in files whose fields something else than a comma parts.
    let hasDecimalComma: Bool

    /// What a field is as a number.
    enum Reading {
        case number(Float)
        case missing
        case text
    }

    /// What stands for nothing, in letters: what common programs write.
    private static let marks = ["na", "n/a", "#n/a", "<na>", "nan", "-nan", "null", "none", "?"].map { Array($0.utf8) }

    /// Whether a field says that there is no value.
    func isMissing(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> Bool {
        let (start, end) = trimmed(bytes, field)
        let count = end - start
        guard count > 0 else { return true }
        guard count <= 5 else { return false }
        return Self.marks.contains { mark in
            guard mark.count == count else { return false }
            for index in 0..<count where lowercase(bytes[start + index]) != mark[index] { return false }
            return true
        }
    }

    /// A field as a number. What no float holds (infinities, 1e39) counts as missing.
    func reading(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> Reading {
        let (start, end) = trimmed(bytes, field)
        guard let value = number(bytes, start, end) else { return isMissing(bytes, field) ? .missing : .text }
        let float = Float(value)
        return float.isFinite ? .number(float) : .missing
    }

    /// The text of a field without the blanks around it.
    func text(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> String {
        let (start, end) = trimmed(bytes, field)
        return String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self)
    }

    func trimmed(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> (start: Int, end: Int) {
        var (start, end) = (field.start, field.end)
        while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
        while start < end, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        return (start, end)
    }

    private func lowercase(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

    /// Exact wherever mantissa and power of ten both are (Clinger, "How to read floating point numbers accurately",
    /// 1990); the rest is left to the system.
    private func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var at = start
        guard at < end else { return nil }
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var exponent = 0
        var hasPoint = false
        scan: while at < end {
            let byte = bytes[at]
            switch byte {
            case 48...57:
                digits += 1
                if significant < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
                    if mantissa != 0 { significant += 1 }
                    if hasPoint { exponent -= 1 }
                } else if !hasPoint {
                    exponent += 1
                }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: ",") where hasDecimalComma && !hasPoint: hasPoint = true
            default: break scan
            }
            at += 1
        }
        guard digits > 0 else { return infinity(bytes, start, end) }
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
        return isNegative ? -value : value
    }

    private func infinity(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard end - start <= 9 else { return nil }
        let text = String(decoding: (start..<end).map { lowercase(bytes[$0]) }, as: UTF8.self)
        return ["inf", "+inf", "-inf", "infinity", "-infinity"].contains(text) ? .infinity : nil
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
