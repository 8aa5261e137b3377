/// A number as it was read, before it is rounded to the 32 bits of training.
package protocol ExactNumber: Hashable, Comparable {
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
    package var isWhole: Bool { true }
    package var words: String { "\(self)" }
    package var float: Float { Float(self) }
    package var isExactOrFraction: Bool { Int(exactly: float) == self }
}

extension Float: ExactNumber {
    package var isWhole: Bool { self == rounded() }
    package var words: String { isWhole && abs(self) < 1e9 ? "\(Int(self))" : "\(self)" }
    package var float: Float { self }
    package var isExactOrFraction: Bool { true }
}

extension Double: ExactNumber {
    package var isWhole: Bool { self == rounded() }
    package var words: String { isWhole && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
    package var float: Float { Float(self) }
    package var isExactOrFraction: Bool { !isWhole || Double(float) == self }
}
