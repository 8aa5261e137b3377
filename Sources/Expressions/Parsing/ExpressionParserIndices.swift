// Lists, elements, indices and named parts.
extension ExpressionParser {
    /// Reads `[3, 5, 2]`.
    mutating func list() throws(ExpressionError) -> Node {
        let start = current
        position += 1
        let elements = try unbounded { (parser: inout ExpressionParser) throws(ExpressionError) -> [Node] in
            var elements = [try parser.operand(above: 0)]
            while parser.current.token == .symbol(",") {
                parser.position += 1
                elements.append(try parser.operand(above: 0))
            }
            return elements
        }
        try expect("]")
        return Node(.list(elements), at: start.range.lowerBound..<tokens[position - 1].range.upperBound)
    }

    /// Reads the indices behind a name or a list: `x[i]`, `d[i][j]` or `d[i, j]`.
    mutating func elements(of base: Node) throws(ExpressionError) -> Node {
        var element = base
        while current.token == .symbol("[") {
            switch base.kind {
            case .name, .list: break
            default: throw .noIndexHere(at: current.range)
            }
            guard case .list(let indices) = try list().kind else { break }
            let range = base.range.lowerBound..<tokens[position - 1].range.upperBound
            for index in indices { element = Node(.element(element, index: index), at: range) }
        }
        return element
    }

    /// Reads `i in 0..9,` behind the parenthesis of a function; nil if there is no index.
    mutating func index(of function: Function) throws(ExpressionError) -> Node.Index? {
        guard case .name(let name) = current.token else { return nil }
        guard tokens[position + 1].token == .name("in") else {
            // Two operands in a row are an index whose `in` is missing, if a range follows.
            if function.takesFamilies, tokens[position + 1].token.isOperand, tokens[position + 2].token == .symbol("..")
            {
                throw .noIndexWord(name, of: function.name, at: tokens[position + 1].range)
            }
            return nil
        }
        let start = current.range
        guard function.takesFamilies else {
            throw .takesNoIndex(function.name, at: start)
        }
        try checkIsFree(name, at: start)
        position += 2
        let before = readsBound
        readsBound = true
        defer { readsBound = before }
        let first = try operand(above: Node.comparisonPrecedence)
        guard current.token == .symbol("..") else {
            throw .noIndexRange(of: name, current.token.quoted, at: current.range)
        }
        position += 1
        let isLastIncluded = current.token != .symbol("<")
        if !isLastIncluded { position += 1 }
        let last = try operand(above: Node.comparisonPrecedence)
        var step: Node?
        if current.token == .name("by") {
            position += 1
            step = try operand(above: Node.comparisonPrecedence)
        }
        let end = tokens[position - 1].range.upperBound
        guard current.token == .symbol(",") else {
            throw .noIndexedPart(of: name, current.token.quoted, at: current.range)
        }
        position += 1
        return Node.Index(
            name: name, first: first, last: last, isLastIncluded: isLastIncluded, step: step,
            range: start.lowerBound..<end)
    }

    /// Reads `where profit = …, weight = …` behind an expression.
    mutating func withParts(_ body: Node) throws(ExpressionError) -> Node {
        var parts: [Node.NamedPart] = []
        repeat {
            position += 1
            let start = current
            guard case .name(let name) = start.token, tokens[position + 1].token == .symbol("=") else {
                throw .noNamedPart(start.token.quoted, at: start.range)
            }
            try checkIsFree(name, at: start.range)
            guard !parts.contains(where: { $0.name == name }) else {
                throw .partTwice(name, at: start.range)
            }
            position += 2
            let value = try operand(above: 0)
            parts.append(
                .init(name: name, value: value, range: start.range.lowerBound..<value.range.upperBound))
        } while current.token == .symbol(",")
        return Node(.with(parts, body), at: body.range.lowerBound..<tokens[position - 1].range.upperBound)
    }

    private func checkIsFree(_ name: String, at range: Range<Int>) throws(ExpressionError) {
        guard !ParsedExpression.reservedWords.contains(name) else {
            throw .reservedName(name, at: range)
        }
    }
}
