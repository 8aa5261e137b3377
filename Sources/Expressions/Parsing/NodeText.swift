import Notation

extension Node {
    private var precedence: Int {
        switch kind {
        case .number(let value): value < 0 ? Self.minusPrecedence : 9
        case .truth, .name, .word, .family, .list, .element, .call, .over: 9
        case .negated: Self.minusPrecedence
        case .not: Self.notPrecedence
        case .binary(let operation, _, _): operation.precedence
        case .with: 0
        }
    }

    /// The part in its standard spelling.
    var text: String {
        switch kind {
        case .number(let value): return Self.text(of: value)
        case .truth(let value): return "\(value)"
        case .name(let name): return name
        case .word(let word): return CommandText.quoted(word)
        case .family(let prefix, let first, let last): return "\(prefix)\(first)..\(prefix)\(last)"
        case .list(let elements): return "[\(elements.map(\.text).joined(separator: ", "))]"
        case .element(let base, let index): return "\(grouped(base, above: 9))[\(index.text)]"
        case .negated(let inner): return "-" + grouped(inner, above: Self.minusPrecedence + 1)
        case .not(let inner): return "not " + grouped(inner, above: Self.notPrecedence)
        case .binary(.power, let left, let right):
            return grouped(left, above: 9) + " ^ " + grouped(right, above: Self.minusPrecedence)
        case .binary(let operation, let left, let right):
            // Comparisons do not chain; the others group to the left.
            let level = operation.precedence
            return grouped(left, above: level == Self.comparisonPrecedence ? level + 1 : level)
                + " \(operation.rawValue) " + grouped(right, above: level + 1)
        case .call(let name, let arguments): return "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
        case .over(let name, let indices, let body):
            return "\(name)(\((indices.map(\.text) + [body.text]).joined(separator: ", ")))"
        case .with(let parts, let body):
            return "\(body.text) where \(parts.map { "\($0.name) = \($0.value.text)" }.joined(separator: ", "))"
        }
    }

    private func grouped(_ node: Node, above least: Int) -> String {
        node.precedence < least ? "(\(node.text))" : node.text
    }

    static func text(of value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}

extension Node.Index {
    /// The index as it is typed.
    var text: String {
        func bound(_ node: Node) -> String {
            if case .binary(let operation, _, _) = node.kind, operation.precedence <= Node.comparisonPrecedence {
                return "(\(node.text))"
            }
            if case .not = node.kind { return "(\(node.text))" }
            return node.text
        }
        return "\(name) in \(bound(first))\(isLastIncluded ? ".." : "..<")\(bound(last))"
            + (step.map { " by \(bound($0))" } ?? "")
    }
}
