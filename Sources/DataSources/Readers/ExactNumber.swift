/// A number as it was read, before it is rounded to the 32 bits that networks learn.
protocol ExactNumber: Hashable, Comparable {
    /// Whether it is a whole number.
    var isWhole: Bool { get }
    /// The number in words: without a decimal mark where it is whole.
    var words: String { get }
    /// The number as networks learn it.
    var float: Float { get }
    /// Whether 32 bits hold it, or it is a fraction, whose last digits mean nothing.
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
