import Notation

/// Numbers and measures.
extension ValueReader {
    /// Returns the value of a word that is a number, a measure or a range; nil if it is not one of the type.
    static func measure(_ text: String, as type: ValueType) -> ParsedValue? {
        switch type {
        case .integer(let range):
            guard let value = wholeNumber(text), range.contains(value) else { return nil }
            return .integer(value)
        case .integers(let bounds):
            guard let range = wholeNumbers(text), bounds.contains(range.lowerBound), bounds.contains(range.upperBound)
            else { return nil }
            return .integers(range)
        case .birth:
            guard let value = wholeNumber(text), (0...1_000_000_000).contains(value) else { return nil }
            return .integer(value)
        case .number(let range):
            guard let value = Literal(text).number, range.contains(value) else { return nil }
            return .number(value)
        case .fraction:
            guard let value = share(text), (0...1).contains(value) else { return nil }
            return .number(value)
        case .duration:
            guard let value = seconds(text), value > 0, value.isFinite else { return nil }
            return .number(value)
        case .size: return size(text).map { .size(width: $0, height: $1) }
        case .range: return Measures.range(text).map { .range($0) }
        default: return nil
        }
    }

    /// Parses digits, or an integer in the form 1e6.
    static func wholeNumber(_ text: String) -> Int? {
        switch Literal(text) {
        case .integer(let value): value
        case .real(let value): text.lowercased().contains("e") ? Int(exactly: value) : nil
        case .text: nil
        }
    }

    /// Parses a whole number, or two with `..` between them, the lower one first.
    static func wholeNumbers(_ text: String) -> ClosedRange<Int>? {
        if let number = wholeNumber(text) { return number...number }
        guard let dots = text.firstRange(of: ".."), let lower = wholeNumber(String(text[..<dots.lowerBound])),
            let upper = wholeNumber(String(text[dots.upperBound...])), lower <= upper
        else { return nil }
        return lower...upper
    }

    static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%") else { return Literal(text).number }
        return Literal(String(text.dropLast())).number.map { $0 / 100 }
    }

    static func size(_ text: String) -> (Int, Int)? {
        let parts = text.split(whereSeparator: { $0 == "x" || $0 == "×" }).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], (1...10_000).contains(width),
            (1...10_000).contains(height)
        else { return nil }
        return (width, height)
    }

    private static let units: [(suffix: String, seconds: Double)] = [
        ("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400),
    ]

    static func seconds(_ text: String) -> Double? {
        if let plain = Literal(text).number { return plain }
        guard let unit = units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
        return Literal(String(text.dropLast(unit.suffix.count))).number.map { $0 * unit.seconds }
    }
}
