import Suggestions

/// An expression compiled for some names: quick to evaluate, from any thread, without an allocation for arithmetic.
public struct Program: Sendable {
    typealias Step = @Sendable ([Double]) -> Double

    private let run: Step

    /// Checks an expression against the names that there are, and compiles it.
    ///
    /// - Throws: an unknown name, a word where a number is expected, or a family outside a function of many numbers.
    public init(compiling expression: Expression, names: [String: Slot]) throws(ExpressionError) {
        run = try Compiler(names: names).number(expression.root)
    }

    /// The value of the expression; a condition gives 1 or 0. `values` holds a number for each slot's place.
    ///
    /// O(parts of the expression).
    public func evaluate(_ values: [Double]) -> Double { run(values) }
}

/// Turns each part of an expression into a closure.
private struct Compiler {
    let names: [String: Slot]

    func number(_ node: Node) throws(ExpressionError) -> Program.Step {
        switch node.kind {
        case .number(let value): return { _ in value }
        case .word(let word):
            throw ExpressionError("expected a number, found the word '\(word)'", at: node.range)
        case .name(let name):
            switch try slot(of: name, node) {
            case .number(let index): return { $0[index] }
            case .text:
                throw ExpressionError("\(name) is a word, not a number; compare it with `is`", at: node.range)
            }
        case .family:
            throw ExpressionError("a family of genes stands within sum, mean, min, max or count", at: node.range)
        case .negated(let inner):
            let value = try number(inner)
            return { -value($0) }
        case .not(let inner):
            let value = try number(inner)
            return { value($0) == 0 ? 1 : 0 }
        case .binary(let operation, let left, let right):
            if operation == .equal || operation == .unequal, let same = try wordComparison(left, right) {
                if operation == .equal { return same }
                return { values in same(values) == 0 ? 1 : 0 }
            }
            let (first, second) = (try number(left), try number(right))
            return binary(operation, first, second)
        case .call(let name, let arguments): return try call(name, arguments, node)
        }
    }

    private func slot(of name: String, _ node: Node) throws(ExpressionError) -> Slot {
        guard let slot = names[name] else {
            throw ExpressionError(
                "unknown name \"\(name)\"", at: node.range,
                suggestion: Suggestion.nearest(to: name, among: names.keys.sorted()))
        }
        return slot
    }

    /// `optimizer is sgd`: a word of the gene, not a name; nil where no side is a gene of words.
    private func wordComparison(_ left: Node, _ right: Node) throws(ExpressionError) -> Program.Step? {
        for (gene, word) in [(left, right), (right, left)] {
            guard case .name(let name) = gene.kind, case .text(let index, let values)? = names[name] else { continue }
            let text: String
            switch word.kind {
            case .word(let quoted): text = quoted
            case .name(let other):
                if case .text(let otherIndex, let otherValues)? = names[other], !values.contains(other) {
                    let places = otherValues.map { values.firstIndex(of: $0) ?? -1 }
                    return { values in
                        let (mine, theirs) = (values[index], values[otherIndex])
                        // A gene that takes no part is like no other.
                        return !mine.isNaN && !theirs.isNaN && Int(mine) == places[Int(theirs)] ? 1 : 0
                    }
                }
                text = other
            case .number(let value): text = value == value.rounded() ? "\(Int(value))" : "\(value)"
            default: throw ExpressionError("expected a value of \(name)", at: word.range)
            }
            guard let place = values.firstIndex(of: text) else {
                throw ExpressionError(
                    "\"\(text)\" is no value of \(name); it has \(values.joined(separator: ", "))", at: word.range,
                    suggestion: Suggestion.nearest(to: text, among: values))
            }
            return { $0[index] == Double(place) ? 1 : 0 }
        }
        return constantComparison(left, right)
    }

    /// `'cifar10' is cifar10`: two words, of which one is quoted so that a misspelt name is none.
    private func constantComparison(_ left: Node, _ right: Node) -> Program.Step? {
        func text(_ node: Node) -> String? {
            switch node.kind {
            case .word(let word): word
            case .name(let name): names[name] == nil ? name : nil
            case .number: node.text
            default: nil
            }
        }
        let hasQuotes = [left, right].contains { if case .word = $0.kind { true } else { false } }
        guard hasQuotes, let first = text(left), let second = text(right) else { return nil }
        return { _ in first == second ? 1 : 0 }
    }

    private func binary(
        _ operation: Node.Operator, _ left: @escaping Program.Step, _ right: @escaping Program.Step
    ) -> Program.Step {
        switch operation {
        case .add: { left($0) + right($0) }
        case .subtract: { left($0) - right($0) }
        case .multiply: { left($0) * right($0) }
        case .divide: { left($0) / right($0) }
        case .power: { Function.power(left($0), right($0)) }
        case .modulo: { Function.modulo(left($0), right($0)) }
        case .equal: { left($0) == right($0) ? 1 : 0 }
        case .unequal: { left($0) != right($0) ? 1 : 0 }
        case .less: { left($0) < right($0) ? 1 : 0 }
        case .atMost: { left($0) <= right($0) ? 1 : 0 }
        case .greater: { left($0) > right($0) ? 1 : 0 }
        case .atLeast: { left($0) >= right($0) ? 1 : 0 }
        case .and: { left($0) != 0 && right($0) != 0 ? 1 : 0 }
        case .or: { left($0) != 0 || right($0) != 0 ? 1 : 0 }
        }
    }

    private func call(_ name: String, _ arguments: [Node], _ node: Node) throws(ExpressionError) -> Program.Step {
        guard let function = Function.named(name) else {
            throw ExpressionError("unknown function \"\(name)\"", at: node.range)
        }
        switch function.rule {
        case .one(let apply):
            let value = try number(arguments[0])
            return { apply(value($0)) }
        case .choice:
            let condition = try number(arguments[0])
            let (first, second) = (try number(arguments[1]), try number(arguments[2]))
            return { condition($0) != 0 ? first($0) : second($0) }
        case .many(let apply):
            var members: [Node] = []
            for argument in arguments {
                members += argument.familySize.map { (0..<$0).map(argument.member) } ?? [argument]
            }
            if name == "sum", let row = contiguous(members) {
                return { values in
                    var sum = 0.0
                    for index in row { sum += values[index] }
                    return sum
                }
            }
            var steps: [Program.Step] = []
            for member in members { steps.append(try number(member)) }
            let compiled = steps
            return { values in apply(compiled.map { $0(values) }) }
        }
    }

    /// The places of names that lie beside one another, which a sum reads in one go.
    private func contiguous(_ members: [Node]) -> Range<Int>? {
        var next: Int?
        var first: Int?
        for member in members {
            guard case .name(let name) = member.kind, case .number(let index)? = names[name],
                next == nil || index == next
            else { return nil }
            first = first ?? index
            next = index + 1
        }
        guard let first, let next else { return nil }
        return first..<next
    }
}
