/// A number as it was read, before it is rounded to the 32 bits of training.
protocol ExactNumber: Hashable, Comparable {
    /// True for an integer.
    var isWhole: Bool { get }
    /// The number in words, without a decimal mark for an integer.
    var words: String { get }
    /// The number as 32-bit float.
    var float: Float { get }
    /// True if it is exact with 32 bits, or a fraction, whose last digits are insignificant.
    var isExactOrFraction: Bool { get }
}

extension Int: ExactNumber {
    var isWhole: Bool { true }
    var words: String { "\(self)" }
    var float: Float { Float(self) }
    var isExactOrFraction: Bool { Int(exactly: float) == self }
}

extension Float: ExactNumber {
    var isWhole: Bool { self == rounded() }
    var words: String { isWhole && abs(self) < 1e9 ? "\(Int(self))" : "\(self)" }
    var float: Float { self }
    var isExactOrFraction: Bool { true }
}

extension Double: ExactNumber {
    var isWhole: Bool { self == rounded() }
    var words: String { isWhole && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
    var float: Float { Float(self) }
    var isExactOrFraction: Bool { !isWhole || Double(float) == self }
}
