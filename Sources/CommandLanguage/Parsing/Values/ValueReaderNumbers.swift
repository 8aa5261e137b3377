import Notation

/// Numbers and measures.
extension ValueReader {
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
