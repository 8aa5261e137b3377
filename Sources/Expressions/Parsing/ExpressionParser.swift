/// Parses an expression by the precedence of its operators.
struct ExpressionParser {
    /// The maximum nesting depth, more than any person writes: the parser's own stack is limited.
    private static let deepest = 100
    /// The maximum number of operators: a chain of operators nests on its left, and so needs stack too.
    private static let maximumOperators = 2_000

    let tokens: [ExpressionLexer.Located]
    var position = 0
    private var depth = 0
    private var operators = 0
    /// True while the first bound of an index is read: in `i in a..b`, `a..b` is no family of genes.
    var readsBound = false

    init(_ text: String) throws(ExpressionError) { tokens = try ExpressionLexer.tokens(of: text) }

    mutating func parse() throws(ExpressionError) -> Node {
        let body = try operand(above: 0)
        let root = current.token == .name("where") ? try withParts(body) : body
        guard current.token == .end else {
            throw .noOperator(current.token.text, at: current.range)
        }
        return root
    }

    var current: ExpressionLexer.Located { tokens[position] }

    private var operation: Node.Operator? {
        switch current.token {
        case .symbol("%"): .modulo
        case .symbol(let symbol): Node.Operator(rawValue: symbol)
        case .name("is"): .equal
        case .name(let name): ["and", "or", "mod"].contains(name) ? Node.Operator(rawValue: name) : nil
        default: nil
        }
    }

    mutating func operand(above least: Int) throws(ExpressionError) -> Node {
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
            if operation.precedence == Node.comparisonPrecedence, let next = self.operation,
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
            let inner = try unbounded { (parser: inout ExpressionParser) throws(ExpressionError) -> Node in
                try parser.operand(above: 0)
            }
            try expect(")")
            return Node(inner.kind, at: start.range.lowerBound..<tokens[position - 1].range.upperBound)
        case .symbol("["): return try elements(of: list())
        case .name(let name): return try elements(of: named(name))
        default:
            throw .noOperand(start.token.quoted, at: start.range)
        }
    }

    private mutating func named(_ name: String) throws(ExpressionError) -> Node {
        let start = current
        position += 1
        if current.token == .symbol("("), !["and", "or", "is"].contains(name) { return try call(name, start) }
        if current.token == .symbol(".."), !readsBound { return try family(name, start) }
        if let score = try score(name, start) { return score }
        if ["and", "or", "is", "mod"].contains(name) {
            throw .noOperand("\"\(name)\"", at: start.range)
        }
        // Other functions have names that a gene may have, too; the compiler knows the genes.
        if Function.named(name) != nil, ParsedExpression.reservedWords.contains(name) {
            throw .noArguments(of: name, at: current.range)
        }
        switch name {
        case "true": return Node(.truth(true), at: start.range)
        case "false": return Node(.truth(false), at: start.range)
        default: return Node(.name(name), at: start.range)
        }
    }

    private mutating func call(_ name: String, _ start: ExpressionLexer.Located) throws(ExpressionError) -> Node {
        guard let function = Function.named(name) else { throw .unknownFunction(name, at: start.range) }
        position += 1
        var indices: [Node.Index] = []
        while let index = try index(of: function) { indices.append(index) }
        let arguments = try unbounded { (parser: inout ExpressionParser) throws(ExpressionError) -> [Node] in
            var arguments = [try parser.operand(above: 0)]
            while indices.isEmpty, parser.current.token == .symbol(",") {
                parser.position += 1
                arguments.append(try parser.operand(above: 0))
            }
            return arguments
        }
        try expect(")")
        let range = start.range.lowerBound..<tokens[position - 1].range.upperBound
        if !indices.isEmpty { return Node(.over(name, indices, arguments[0]), at: range) }
        if let wanted = function.arity, arguments.count != wanted {
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

    /// Reads something inside parentheses or brackets, where `a..b` is a family even within a bound.
    mutating func unbounded<Value>(
        _ read: (inout ExpressionParser) throws(ExpressionError) -> Value
    ) throws(ExpressionError) -> Value {
        let before = readsBound
        readsBound = false
        defer { readsBound = before }
        return try read(&self)
    }

    mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard current.token == .symbol(symbol) else {
            throw .unexpected(current.token.quoted, expected: symbol, at: current.range)
        }
        position += 1
    }
}
