/// What is wrong with an expression: the message, the characters meant, and what to write instead.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected and found.
    public let message: String
    /// The characters meant, as UTF-8 offsets into the text.
    public let range: Range<Int>
    /// What to write instead, where there is something near.
    public let suggestion: String?

    init(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }

    /// The message with its suggestion.
    public var description: String { suggestion.map { "\(message); did you mean \"\($0)\"?" } ?? message }
}
