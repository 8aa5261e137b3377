import Arithmetic

/// A value of a list as it is compared: `1`, `1.0` and `'1'` are the same number.
enum ComparedValue: Hashable {
    case number(Double)
    case word(String)

    init(_ text: String) { self = Double(written: text).map(ComparedValue.number) ?? .word(text) }

    /// The number that arithmetic uses: that of a number, 1 for true, 0 for false; nil for other words.
    var number: Double? {
        switch self {
        case .number(let value): value
        case .word("true"): 1
        case .word("false"): 0
        case .word: nil
        }
    }
}
