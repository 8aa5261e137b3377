/// Arithmetic on genes, scores and facts, as the user typed it: `accuracy - 1e-7 * parameters`.
///
///     let expression = try Expression(parsing: "x / y")
///     let program = try Program(compiling: expression, names: ["x": .number(index: 0), "y": .number(index: 1)])
///     program.evaluate([9999, 3])  // 3333
///
/// Two expressions are equal if their text is, apart from blanks and unnecessary parentheses.
public struct Expression: Sendable {
    /// The root of the syntax tree.
    public let root: Node

    /// Parses an expression.
    ///
    /// - Throws: `ExpressionError` with the expected and the found text, and the position.
    public init(parsing text: String) throws(ExpressionError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
    }

    /// Creates an expression of a single name.
    public init(name: String) { root = Node(.name(name), at: 0..<name.utf8.count) }

    /// All names in the expression, with each member of a family.
    public var names: Set<String> {
        var names: Set<String> = []
        root.collectNames(into: &names)
        return names
    }

    /// Returns a word in quotes that do not occur in it. No expression can contain a word with both kinds of quotes.
    public static func quoted(_ word: String) -> String { word.contains("'") ? "\"\(word)\"" : "'\(word)'" }

    /// The words that cannot be the name of a gene: functions and operators.
    public static let reservedWords: Set<String> = Set(Function.all.map(\.name)).union(
        ["and", "or", "not", "is", "mod", "if", "true", "false"])
}

extension Expression: Hashable, CustomStringConvertible {
    /// The expression in its standard spelling: blanks around operators, no unnecessary parentheses.
    public var description: String { root.text }

    /// Returns true if both have the same spelling.
    public static func == (left: Expression, right: Expression) -> Bool { left.description == right.description }

    /// Hashes the spelling.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension Expression: Codable {
    /// Decodes the text and parses it.
    ///
    /// - Throws: `DecodingError`, or `ExpressionError` if the text is not an expression.
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the text.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
