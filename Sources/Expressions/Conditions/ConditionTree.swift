/// A condition, taken apart into comparisons. `not` is pushed down to them: `not a < b` is `a >= b`.
indirect enum ConditionTree: Sendable {
    case comparison(ComparedParts)
    case all([ConditionTree])
    case any([ConditionTree])
}

/// A comparison, and the expression of the amount by which it is missed.
struct ComparedParts: Sendable {
    /// The comparison itself.
    let truth: ParsedExpression
    /// The difference of the two sides, above 0 if the comparison is missed; nil if it has no amount, as `a != b`.
    let gap: ParsedExpression?
    /// The magnitude of a side that is a constant; nil if there is none, or if it is 0.
    let bound: Double?
}

extension ParsedExpression {
    /// The conditions that `and` joins, each by itself; a single one for any other expression.
    public var conjuncts: [ParsedExpression] {
        var open = [root]
        var found: [ParsedExpression] = []
        while let node = open.popLast() {
            switch node.kind {
            case .binary(.and, let left, let right): open += [right, left]
            case .with(let named, let body):
                if case .binary(.and, let left, let right) = body.kind {
                    open += [right, left].map { Node(.with(named, $0), at: $0.range) }
                } else {
                    found.append(ParsedExpression(root: node))
                }
            default: found.append(ParsedExpression(root: node))
            }
        }
        return found
    }

    /// The comparisons of the condition; nil if the expression is none.
    var conditionTree: ConditionTree? { root.conditionTree(isNegated: false) { $0 } }
}

extension Node {
    /// - Parameter within: Puts a part under the named parts around it.
    fileprivate func conditionTree(isNegated: Bool, within: (Node) -> Node) -> ConditionTree? {
        switch kind {
        case .not(let inner): return inner.conditionTree(isNegated: !isNegated, within: within)
        case .with(let named, let body):
            return body.conditionTree(isNegated: isNegated) { within(Node(.with(named, $0), at: $0.range)) }
        case .binary(let operation, let left, let right):
            guard operation != .and, operation != .or else {
                guard let first = left.conditionTree(isNegated: isNegated, within: within),
                    let second = right.conditionTree(isNegated: isNegated, within: within)
                else { return nil }
                return (operation == .and) != isNegated ? .all([first, second]) : .any([first, second])
            }
            guard let compared = isNegated ? operation.negation : operation.comparison else { return nil }
            return .comparison(Self.parts(compared, left, right, at: range, within))
        default: return nil
        }
    }

    private static func parts(
        _ operation: Operator, _ left: Node, _ right: Node, at range: Range<Int>, _ within: (Node) -> Node
    ) -> ComparedParts {
        let gap: Node? =
            switch operation {
            case .less, .atMost: Node(.binary(.subtract, left, right), at: range)
            case .greater, .atLeast: Node(.binary(.subtract, right, left), at: range)
            case .equal: Node(.call("abs", [Node(.binary(.subtract, left, right), at: range)]), at: range)
            default: nil
            }
        let bound = [right, left].compactMap(\.constant).first { $0 != 0 && $0.isFinite }
        return ComparedParts(
            truth: ParsedExpression(root: within(Node(.binary(operation, left, right), at: range))),
            gap: gap.map { ParsedExpression(root: within($0)) }, bound: bound.map(\.magnitude))
    }

    private var constant: Double? {
        switch kind {
        case .number(let value): value
        case .negated(let inner): inner.constant.map { -$0 }
        default: nil
        }
    }
}

extension Node.Operator {
    /// The operator itself if it compares; nil for others.
    fileprivate var comparison: Node.Operator? { precedence == Node.comparisonPrecedence ? self : nil }

    /// The comparison that holds exactly if this one does not; nil for other operators.
    fileprivate var negation: Node.Operator? {
        switch self {
        case .less: .atLeast
        case .atMost: .greater
        case .greater: .atMost
        case .atLeast: .less
        case .equal: .unequal
        case .unequal: .equal
        default: nil
        }
    }
}
