/// A part of an expression, with its position in the text.
public struct Node: Sendable {
    /// The kinds of parts.
    public indirect enum Kind: Sendable {
        case number(Double)
        /// A gene, a score, a fact, or a word that a gene is compared with.
        case name(String)
        /// A quoted word.
        case word(String)
        /// `x0..x99`, within a function of several numbers.
        case family(prefix: String, first: Int, last: Int)
        case negated(Node)
        case not(Node)
        case binary(Operator, Node, Node)
        case call(String, [Node])
    }

    /// The kind.
    public let kind: Kind
    /// The position in the text, as UTF-8 offsets.
    public let range: Range<Int>

    init(_ kind: Kind, at range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// The binary operators.
    public enum Operator: String, CaseIterable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case power = "^"
        case modulo = "mod"
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case and = "and"
        case or = "or"

        /// The precedence: operators with a higher one bind more tightly.
        var precedence: Int {
            switch self {
            case .or: 1
            case .and: 2
            case .equal, .unequal, .less, .atMost, .greater, .atLeast: 4
            case .add, .subtract: 5
            case .multiply, .divide, .modulo: 6
            case .power: 8
            }
        }
    }

    /// The precedences of `not` and of the minus sign.
    static let notPrecedence = 3
    static let minusPrecedence = 7

    func collectNames(into names: inout Set<String>) {
        switch kind {
        case .number, .word: break
        case .name(let name): names.insert(name)
        case .family(let prefix, let first, let last):
            for index in first...last { names.insert("\(prefix)\(index)") }
        case .negated(let inner), .not(let inner): inner.collectNames(into: &names)
        case .binary(_, let left, let right):
            left.collectNames(into: &names)
            right.collectNames(into: &names)
        case .call(_, let arguments): for argument in arguments { argument.collectNames(into: &names) }
        }
    }

    /// The number of members of its family; nil if it has none.
    var familySize: Int? {
        switch kind {
        case .number, .word, .name: nil
        case .family(_, let first, let last): last - first + 1
        case .negated(let inner), .not(let inner): inner.familySize
        case .binary(_, let left, let right): left.familySize ?? right.familySize
        // A function of several numbers consumes its families.
        case .call(let name, let arguments):
            Function.named(name)?.takesFamilies == true ? nil : arguments.lazy.compactMap(\.familySize).first
        }
    }

    /// Returns the part with each family replaced by one of its members.
    func member(_ index: Int) -> Node {
        switch kind {
        case .number, .word, .name: self
        case .family(let prefix, let first, _): Node(.name("\(prefix)\(first + index)"), at: range)
        case .negated(let inner): Node(.negated(inner.member(index)), at: range)
        case .not(let inner): Node(.not(inner.member(index)), at: range)
        case .binary(let operation, let left, let right):
            Node(.binary(operation, left.member(index), right.member(index)), at: range)
        case .call(let name, let arguments):
            Function.named(name)?.takesFamilies == true
                ? self : Node(.call(name, arguments.map { $0.member(index) }), at: range)
        }
    }

    // MARK: - Text

    private var precedence: Int {
        switch kind {
        case .number(let value): value < 0 ? Self.minusPrecedence : 9
        case .name, .word, .family, .call: 9
        case .negated: Self.minusPrecedence
        case .not: Self.notPrecedence
        case .binary(let operation, _, _): operation.precedence
        }
    }

    var text: String {
        func grouped(_ node: Node, above least: Int) -> String {
            node.precedence < least ? "(\(node.text))" : node.text
        }
        switch kind {
        case .number(let value): return Self.text(of: value)
        case .name(let name): return name
        case .word(let word): return Expression.quoted(word)
        case .family(let prefix, let first, let last): return "\(prefix)\(first)..\(prefix)\(last)"
        case .negated(let inner): return "-" + grouped(inner, above: Self.minusPrecedence + 1)
        case .not(let inner): return "not " + grouped(inner, above: Self.notPrecedence)
        case .binary(.power, let left, let right):
            return grouped(left, above: 9) + " ^ " + grouped(right, above: Self.minusPrecedence)
        case .binary(let operation, let left, let right):
            // Comparisons do not chain; the others group to the left.
            let level = operation.precedence
            return grouped(left, above: level == 4 ? 5 : level) + " \(operation.rawValue) "
                + grouped(right, above: level + 1)
        case .call(let name, let arguments): return "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
        }
    }

    private static func text(of value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
