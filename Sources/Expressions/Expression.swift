/// Arithmetic over genes, scores and facts, as the user typed it: `accuracy - 1e-7 * parameters`.
///
///     let expression = try Expression(parsing: "x / y")
///     let program = try Program(compiling: expression, names: ["x": .number(index: 0), "y": .number(index: 1)])
///     program.evaluate([9999, 3])  // 3333
///
/// Two expressions are equal where they are written alike, but for blanks and needless parentheses.
public struct Expression: Sendable {
    /// Its parts.
    public let root: Node

    /// Reads an expression.
    ///
    /// - Throws: what was expected and found, and where.
    public init(parsing text: String) throws(ExpressionError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
    }

    /// The expression that is one name.
    public init(name: String) { root = Node(.name(name), at: 0..<name.utf8.count) }

    /// All names in it, families member by member.
    public var names: Set<String> {
        var names: Set<String> = []
        root.collectNames(into: &names)
        return names
    }

    /// The words that cannot name a gene: functions and operators.
    public static let reservedWords: Set<String> = Set(Function.all.map(\.name)).union(
        ["and", "or", "not", "is", "mod", "if", "true", "false"])
}

extension Expression: Hashable, CustomStringConvertible {
    /// The expression in one spelling: blanks around operators, no needless parentheses.
    public var description: String { root.text }

    /// Whether both are written alike.
    public static func == (left: Expression, right: Expression) -> Bool { left.description == right.description }

    /// Hashes the spelling.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension Expression: Codable {
    /// Reads its text.
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
