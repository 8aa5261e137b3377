import Suggestions

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

    /// Returns the error for a function that does not exist, with the nearest one or the list of all.
    static func unknownFunction(_ name: String, at range: Range<Int>) -> ExpressionError {
        unknown("function", name, of: Function.all.map(\.name).sorted(), at: range)
    }

    /// Returns the error for a name that does not exist, with the nearest one or the list of them.
    static func unknownName(_ name: String, of names: [String], at range: Range<Int>) -> ExpressionError {
        unknown("name", name, of: names, at: range)
    }

    private static func unknown(
        _ kind: String, _ name: String, of choices: [String], at range: Range<Int>
    ) -> ExpressionError {
        let message = "unknown \(kind) \"\(name)\""
        if let nearest = Suggestion.nearest(to: name, among: choices) {
            return ExpressionError(message, at: range, suggestion: nearest)
        }
        guard !choices.isEmpty else { return ExpressionError(message, at: range) }
        let list = choices.prefix(mostChoices).joined(separator: ", ") + (choices.count > mostChoices ? " …" : "")
        return ExpressionError("\(message); the \(kind)s are \(list)", at: range)
    }

    /// The number of choices that a message lists.
    private static let mostChoices = 20

    /// The message with its suggestion.
    public var description: String { suggestion.map { "\(message); did you mean \"\($0)\"?" } ?? message }
}
