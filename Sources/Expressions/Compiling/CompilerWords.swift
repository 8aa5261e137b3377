import Notation

// Comparisons of genes with the values of their lists.
extension Compiler {
    /// Compiles `optimizer is sgd`, a comparison with a value of the gene, not with a name. Returns false if neither
    /// side is a gene with words, and the comparison is one of numbers.
    mutating func compareWords(_ left: Node, _ right: Node, into register: Int) throws(ExpressionError) -> Bool {
        for (gene, other) in [(left, right), (right, left)] {
            guard let name = try geneName(gene, register) else { continue }
            // A name that may be defined later can have this word as a value.
            if assumesNames, names[name] == nil, case .word = other.kind {
                read.insert(name)
                emit(.constant(0, at: register))
                return true
            }
            if case .number(let index)? = names[name], case .word(let word) = other.kind,
                case .number(let value) = ComparedValue(word)
            {
                note(name, .number(index: index))
                emit(.load(slot: index, at: register))
                emit(.isPlace(value, at: register))
                return true
            }
            guard case .text(let index, let words)? = names[name] else { continue }
            note(name, .text(index: index, values: words))
            let values = words.map(ComparedValue.init)
            if let otherName = try geneName(other, register), !values.contains(.word(otherName)),
                case .text(let otherIndex, let others)? = names[otherName]
            {
                note(otherName, .text(index: otherIndex, values: others))
                let places = others.map { other in
                    Double(values.firstIndex(of: ComparedValue(other)) ?? -1)
                }
                reserve(register + 1)
                emit(.load(slot: index, at: register))
                emit(.load(slot: otherIndex, at: register + 1))
                emit(.isSameWord(places, at: register))
                return true
            }
            guard let wanted = comparedValue(other, values) else {
                // A number that is computed is compared with the gene's number.
                let meant = quoted(other, words)
                guard meant == nil, values.contains(where: { $0.number != nil }) else {
                    throw .noValue(of: name, meant: meant, at: other.range)
                }
                return false
            }
            guard let position = values.firstIndex(of: wanted) else {
                let text = spelling(other)
                throw .notValue(text, of: name, among: words, at: other.range)
            }
            emit(.load(slot: index, at: register))
            emit(.isPlace(Double(position), at: register))
            return true
        }
        return compareConstants(left, right, into: register)
    }

    /// Loads the number of a gene whose list has words, too; a word has none.
    mutating func loadNumber(
        _ index: Int, _ words: [String], _ name: String, _ node: Node, into register: Int
    ) throws(ExpressionError) {
        let numbers = words.map { ComparedValue($0).number }
        guard numbers.contains(where: { $0 != nil }) else {
            throw .textAsNumber(name, at: node.range)
        }
        emit(.load(slot: index, at: register))
        emit(
            .look(
                NumberTable(
                    numbers: numbers.map { $0 ?? .nan },
                    failure: EvaluationFailure.wordAsNumber(name)), at: register))
    }

    /// Returns the value that a gene with words is compared with; nil for a number that must be computed.
    private func comparedValue(_ node: Node, _ values: [ComparedValue]) -> ComparedValue? {
        switch node.kind {
        case .word(let word): return ComparedValue(word)
        case .truth(let value):
            return values.contains(.word("\(value)")) ? .word("\(value)") : .number(value ? 1 : 0)
        case .number(let value): return .number(value)
        case .negated(let inner):
            if case .number(let value) = inner.kind { return .number(-value) }
            return nil
        case .name(let name):
            if isDefinedHere(name) { return nil }
            if values.contains(.word(name)) { return .word(name) }
            if case .number? = names[name], values.contains(where: { $0.number != nil }) { return nil }
            return .word(name)
        default: return nil
        }
    }

    /// Returns the gene that a part is, `x` or `x[i]`; nil for other parts.
    private mutating func geneName(_ node: Node, _ register: Int) throws(ExpressionError) -> String? {
        switch node.kind {
        case .name(let name):
            return isDefinedHere(name) ? nil : name
        case .element(let base, let index):
            guard case .name(let prefix) = base.kind, isFamily(prefix) else { return nil }
            return try gene(prefix, index, node, register)
        default: return nil
        }
    }

    /// Returns true for an index or a named part.
    func isDefinedHere(_ name: String) -> Bool {
        indices[name] != nil || constants[name] != nil || parts[name] != nil
    }

    private func spelling(_ node: Node) -> String {
        if case .word(let word) = node.kind { return word }
        return node.text
    }

    /// Returns the value that a part such as `b - c` was probably meant to be: 'b-c'.
    private func quoted(_ node: Node, _ words: [String]) -> String? {
        guard case .binary = node.kind else { return nil }
        func bare(_ text: String) -> String { text.filter { $0 != " " } }
        return words.first { bare($0) == bare(node.text) }.map(CommandText.quoted)
    }

    /// Compiles `'cifar10' is cifar10`, a comparison of two words. One must be quoted, so that a misspelt name is not
    /// taken for a word.
    private mutating func compareConstants(_ left: Node, _ right: Node, into register: Int) -> Bool {
        func value(_ node: Node) -> ComparedValue? {
            switch node.kind {
            case .word(let word): ComparedValue(word)
            case .name(let name): names[name] == nil ? .word(name) : nil
            case .truth(let value): .word("\(value)")
            case .number(let value): .number(value)
            default: nil
            }
        }
        let hasQuotes = [left, right].contains { if case .word = $0.kind { true } else { false } }
        guard hasQuotes, let first = value(left), let second = value(right) else { return false }
        emit(.constant(first == second ? 1 : 0, at: register))
        return true
    }
}
