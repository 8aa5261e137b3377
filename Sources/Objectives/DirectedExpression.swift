public import Expressions

/// An expression and the direction in which it is optimized: one of several objectives.
public struct DirectedExpression: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The direction.
    public let direction: Direction
    /// The expression.
    public let expression: ParsedExpression

    private enum CodingKeys: String, CodingKey { case direction, expression }

    /// Creates an objective.
    public init(_ direction: Direction, _ expression: ParsedExpression) {
        self.direction = direction
        self.expression = expression
    }

    /// The objective as it is typed: `minimize parameters`.
    public var description: String { "\(direction.rawValue) \(expression)" }
}
