import Expressions

/// Lengths and ranges in commands.
enum Measures {
    /// The range of widths and heights of a page in millimetres.
    static let lengths = 20.0...1200.0

    /// Parses two numbers with `..` between them, the lower one first.
    static func range(_ text: String) -> ClosedRange<Double>? {
        guard let dots = text.firstRange(of: ".."), let lower = Literal(String(text[..<dots.lowerBound])).number,
            let upper = Literal(String(text[dots.upperBound...])).number, lower.isFinite, upper.isFinite, lower < upper
        else { return nil }
        return lower...upper
    }

    /// Parses a width and a height with `x` between them, in one word or in three; a width without a unit has that of
    /// the height.
    ///
    /// - Returns: both in millimetres, and the number of words; nil for something else.
    static func page(_ words: some Collection<String>) -> (width: Double, height: Double, words: Int)? {
        for count in [1, 3] where words.count >= count {
            let parts = words.prefix(count).joined().split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }
            guard parts.count == 2, let height = length(parts[1]) else { continue }
            let unit = parts[1].drop { !$0.isLetter }
            guard let width = length(parts[0]) ?? length(parts[0] + unit), lengths.contains(width),
                lengths.contains(height)
            else { continue }
            return (width, height, count)
        }
        return nil
    }

    private static let units: [(suffix: String, millimetres: Double)] = [
        ("mm", 1), ("cm", 10), ("in", 25.4), ("pt", 25.4 / 72),
    ]

    private static func length(_ text: some StringProtocol) -> Double? {
        guard let unit = units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
        return Literal(String(text.dropLast(unit.suffix.count))).number.map { $0 * unit.millimetres }
    }
}
