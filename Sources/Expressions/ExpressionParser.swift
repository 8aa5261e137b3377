/// Parses an expression by the precedence of its operators.
struct ExpressionParser {
    /// The maximum nesting depth, more than any person writes: the parser's own stack is limited.
    private static let deepest = 100
    /// The maximum number of operators: a chain of operators nests on its left, and so needs stack too.
    private static let maximumOperators = 2_000

    private let tokens: [ExpressionLexer.Located]
    private var position = 0
    private var depth = 0
    private var operators = 0

    init(_ text: String) throws(ExpressionError) { tokens = try ExpressionLexer.tokens(of: text) }

    mutating func parse() throws(ExpressionError) -> Node {
        let root = try operand(above: 0)
        guard current.token == .end else {
            throw .noOperator(current.token.text, at: current.range)
        }
        return root
    }

    private var current: ExpressionLexer.Located { tokens[position] }

    private var operation: Node.Operator? {
        switch current.token {
        case .symbol(let symbol): Node.Operator(rawValue: symbol)
        case .name("is"): .equal
        case .name(let name): ["and", "or", "mod"].contains(name) ? Node.Operator(rawValue: name) : nil
        default: nil
        }
    }

    private mutating func operand(above least: Int) throws(ExpressionError) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw .tooDeep(limit: Self.deepest, at: current.range)
        }
        var left = try prefix()
        while let operation, operation.precedence > least {
            operators += 1
            guard operators <= Self.maximumOperators else {
                throw .tooManyOperators(limit: Self.maximumOperators, at: current.range)
            }
            position += 1
            if operation == .equal, current.token == .name("not") {
                position += 1
                let right = try operand(above: Node.Operator.unequal.precedence)
                left = joined(.unequal, left, right)
                continue
            }
            // Powers group to the right: 2 ^ 3 ^ 2 is 2 ^ 9.
            let right = try operand(above: operation == .power ? operation.precedence - 1 : operation.precedence)
            if operation.precedence == Node.Operator.equal.precedence, let next = self.operation,
                next.precedence == operation.precedence
            {
                throw .chainedComparison(at: current.range)
            }
            left = joined(operation, left, right)
        }
        return left
    }

    private func joined(_ operation: Node.Operator, _ left: Node, _ right: Node) -> Node {
        Node(.binary(operation, left, right), at: left.range.lowerBound..<right.range.upperBound)
    }

    private mutating func prefix() throws(ExpressionError) -> Node {
        let start = current
        switch start.token {
        case .symbol("-"):
            position += 1
            let inner = try operand(above: Node.minusPrecedence)
            return Node(.negated(inner), at: start.range.lowerBound..<inner.range.upperBound)
        case .symbol("+"):
            position += 1
            return try operand(above: Node.minusPrecedence)
        case .name("not"):
            position += 1
            let inner = try operand(above: Node.notPrecedence)
            return Node(.not(inner), at: start.range.lowerBound..<inner.range.upperBound)
        case .number(let value):
            position += 1
            return Node(.number(value), at: start.range)
        case .word(let word):
            position += 1
            return Node(.word(word), at: start.range)
        case .symbol("("):
            position += 1
            let inner = try operand(above: 0)
            try expect(")", toClose: start)
            return Node(inner.kind, at: start.range.lowerBound..<tokens[position - 1].range.upperBound)
        case .name(let name): return try named(name)
        default:
            let found = start.token == .end ? "the end" : "\"\(start.token.text)\""
            throw .noOperand(found, at: start.range)
        }
    }

    private mutating func named(_ name: String) throws(ExpressionError) -> Node {
        let start = current
        position += 1
        if current.token == .symbol("(") { return try call(name, start) }
        if current.token == .symbol("..") { return try family(name, start) }
        if Function.named(name) != nil {
            throw .noArguments(of: name, at: current.range)
        }
        if ["and", "or", "is", "mod"].contains(name) {
            throw .noOperand("\"\(name)\"", at: start.range)
        }
        switch name {
        case "true": return Node(.number(1), at: start.range)
        case "false": return Node(.number(0), at: start.range)
        default: return Node(.name(name), at: start.range)
        }
    }

    private mutating func call(_ name: String, _ start: ExpressionLexer.Located) throws(ExpressionError) -> Node {
        guard let function = Function.named(name) else { throw .unknownFunction(name, at: start.range) }
        let opening = current
        position += 1
        var arguments = [try operand(above: 0)]
        while current.token == .symbol(",") {
            position += 1
            arguments.append(try operand(above: 0))
        }
        try expect(")", toClose: opening)
        let range = start.range.lowerBound..<tokens[position - 1].range.upperBound
        let wanted: Int? =
            switch function.rule {
            case .one: 1
            case .choice: 3
            case .many: nil
            }
        if let wanted, arguments.count != wanted {
            throw .wrongCount(of: name, expected: wanted, found: arguments.count, at: range)
        }
        return Node(.call(name, arguments), at: range)
    }

    private mutating func family(_ name: String, _ start: ExpressionLexer.Located) throws(ExpressionError) -> Node {
        position += 1
        let end = current
        guard case .name(let last) = end.token else {
            throw .noFamilyEnd(end.token.text, at: end.range)
        }
        position += 1
        let range = start.range.lowerBound..<end.range.upperBound
        func parts(_ name: String) -> (String, Int)? {
            let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
            return Int(name.suffix(digits)).map { (String(name.dropLast(digits)), $0) }
        }
        guard let from = parts(name), let to = parts(last), from.0 == to.0, from.1 <= to.1, to.1 - from.1 < 1_000_000
        else { throw .wrongFamily(from: name, to: last, at: range) }
        return Node(.family(prefix: from.0, first: from.1, last: to.1), at: range)
    }

    private mutating func expect(_ symbol: String, toClose opening: ExpressionLexer.Located) throws(ExpressionError) {
        guard current.token == .symbol(symbol) else {
            let found = current.token == .end ? "the end" : "\"\(current.token.text)\""
            throw .unexpected(found, expected: symbol, at: current.range)
        }
        position += 1
    }
}
