/// Arithmetic on genes, scores and facts, as the user typed it: `accuracy - 1e-7 * parameters`.
///
///     let expression = try Expression(parsing: "x / y")
///     let names: [String: Slot] = ["x": .number(index: 0), "y": .number(index: 1)]
///     let program = try CompiledExpression(compiling: expression, names: names)
///     program.evaluate([9999, 3])  // 3333
///
/// Two expressions are equal if their text is, apart from blanks and unnecessary parentheses.
public struct ParsedExpression: Sendable {
    /// The root of the syntax tree.
    public let root: Node
    /// The names that indices and named parts lead to, found once; nil for an expression without them.
    private let namesByIndices: Set<String>?

    /// Parses an expression.
    ///
    /// - Throws: `ExpressionError` with the expected and the found text, and the position.
    public init(parsing text: String) throws(ExpressionError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
        namesByIndices = root.hasIndices ? Self.namesByIndices(root) : nil
    }

    /// Creates an expression from a part of another one.
    init(root: Node) {
        self.root = root
        namesByIndices = root.hasIndices ? Self.namesByIndices(root) : nil
    }

    /// Creates an expression of a single name.
    public init(name: String) {
        root = Node(.name(name), at: 0..<name.utf8.count)
        namesByIndices = nil
    }

    /// All names in the expression, with each member of a family and each gene that an index leads to.
    public var names: Set<String> {
        if let namesByIndices { return namesByIndices }
        var names: Set<String> = []
        root.collectNames(into: &names)
        return names
    }

    private static func namesByIndices(_ root: Node) -> Set<String> {
        var compiler = Compiler(names: [:], assumesNames: true)
        // An error is reported when the expression is checked; up to it, the names are known.
        do { _ = try compiler.compile(root) } catch { return compiler.read }
        return compiler.read
    }

    /// The words that cannot be the name of a gene: operators, and the functions of the first version. Other functions
    /// are known by their parenthesis, so that a gene may be named gamma.
    public static let reservedWords: Set<String> = [
        "if", "sqrt", "log", "exp", "sin", "cos", "abs", "round", "min", "max", "sum", "mean", "count", "and", "or",
        "not",
        "is", "mod", "true", "false",
    ]
}

extension ParsedExpression: Hashable, CustomStringConvertible {
    /// The expression in its standard spelling: blanks around operators, no unnecessary parentheses.
    public var description: String { root.text }

    /// Returns true if both have the same spelling.
    public static func == (left: ParsedExpression, right: ParsedExpression) -> Bool {
        left.description == right.description
    }

    /// Hashes the spelling.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension ParsedExpression: Codable {
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
