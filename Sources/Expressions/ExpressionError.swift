/// An error in an expression: the message, the characters concerned, and a suggestion.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message, with the expected and the found text.
    public let message: String
    /// The characters concerned, as UTF-8 offsets into the text.
    public let range: Range<Int>
    /// A replacement, if there is a similar one.
    public let suggestion: String?

    init(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }

    /// The message with its suggestion.
    public var description: String { suggestion.map { "\(message); did you mean \"\($0)\"?" } ?? message }
}
