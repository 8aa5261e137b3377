/// A part of an expression, with its position in the text.
public struct Node: Sendable {
    /// The kinds of parts.
    public indirect enum Kind: Sendable {
        case number(Double)
        /// `true` or `false`: a number, or the word of a gene that has such words.
        case truth(Bool)
        /// A gene, a score, a fact, an index, a named part, or a word that a gene is compared with.
        case name(String)
        /// A quoted word.
        case word(String)
        /// `x0..x99`, within a function of several numbers.
        case family(prefix: String, first: Int, last: Int)
        /// `[3, 5, 2]`
        case list([Node])
        /// `x[i]`, a gene of a family, or `[3, 5, 2][i]`, a number of a list.
        case element(Node, index: Node)
        case negated(Node)
        case not(Node)
        case binary(Operator, Node, Node)
        case call(String, [Node])
        /// `sum(i in 0..9, x[i] ^ 2)`: a function of the values that a part has for each value of its indices.
        case over(String, [Index], Node)
        /// `a + b where a = …, b = …`: an expression with named parts.
        case with([NamedPart], Node)
    }

    /// An index with its range: `i in 0..9`.
    public struct Index: Sendable {
        let name: String
        let first: Node
        let last: Node
        /// False for `0..<9`.
        let isLastIncluded: Bool
        let step: Node?
        let range: Range<Int>

        fileprivate func replacing(_ lists: [String: Node]) -> Index {
            Index(
                name: name, first: first.replacing(lists), last: last.replacing(lists), isLastIncluded: isLastIncluded,
                step: step?.replacing(lists), range: range)
        }
    }

    /// A part with a name: `profit = sum(x0..x9)`.
    public struct NamedPart: Sendable {
        let name: String
        let value: Node
        let range: Range<Int>
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
            case .equal, .unequal, .less, .atMost, .greater, .atLeast: Node.comparisonPrecedence
            case .add, .subtract: 5
            case .multiply, .divide, .modulo: 6
            case .power: 8
            }
        }
    }

    /// The precedences of `not`, of comparisons and of the minus sign.
    static let notPrecedence = 3
    static let comparisonPrecedence = 4
    static let minusPrecedence = 7

    /// The parts directly below this one, except the bounds of indices.
    var parts: [Node] {
        switch kind {
        case .number, .truth, .name, .word, .family: []
        case .list(let elements): elements
        case .element(let base, let index): [base, index]
        case .negated(let inner), .not(let inner): [inner]
        case .binary(_, let left, let right): [left, right]
        case .call(_, let arguments): arguments
        case .over(_, _, let body): [body]
        case .with(let named, let body): named.map(\.value) + [body]
        }
    }

    /// True if the genes that the part reads are known only after its indices and named parts are resolved.
    var hasIndices: Bool {
        switch kind {
        case .element, .over, .with: true
        default: parts.contains(where: \.hasIndices)
        }
    }

    /// Adds all names to a set, for a part without indices.
    func collectNames(into names: inout Set<String>) {
        switch kind {
        case .name(let name): names.insert(name)
        case .family(let prefix, let first, let last):
            for index in first...last { names.insert("\(prefix)\(index)") }
        default: for part in parts { part.collectNames(into: &names) }
        }
    }

    /// Returns the part with the names of lists replaced by the lists.
    func replacing(_ lists: [String: Node]) -> Node {
        guard !lists.isEmpty else { return self }
        let kind: Kind =
            switch kind {
            case .number, .truth, .word, .family: kind
            case .name(let name): lists[name]?.kind ?? kind
            case .list(let elements): .list(elements.map { $0.replacing(lists) })
            case .element(let base, let index): .element(base.replacing(lists), index: index.replacing(lists))
            case .negated(let inner): .negated(inner.replacing(lists))
            case .not(let inner): .not(inner.replacing(lists))
            case .binary(let operation, let left, let right):
                .binary(operation, left.replacing(lists), right.replacing(lists))
            case .call(let name, let arguments): .call(name, arguments.map { $0.replacing(lists) })
            case .over(let name, let indices, let body):
                .over(name, indices.map { $0.replacing(lists) }, body.replacing(lists))
            case .with(let named, let body):
                .with(
                    named.map { NamedPart(name: $0.name, value: $0.value.replacing(lists), range: $0.range) },
                    body.replacing(lists))
            }
        // A list keeps its own position, by which its numbers are found again.
        if case .name(let name) = self.kind, let list = lists[name] { return list }
        return Node(kind, at: range)
    }

    // MARK: - Families

    /// The families and lists whose members a function of several numbers takes in turn, with their sizes.
    var families: [(size: Int, node: Node)] {
        switch kind {
        case .number, .truth, .word, .name, .element, .over, .with: []
        case .family(_, let first, let last): [(last - first + 1, self)]
        case .list(let elements): [(elements.count, self)]
        case .negated(let inner), .not(let inner): inner.families
        case .binary(_, let left, let right): left.families + right.families
        // A function of several numbers consumes its families.
        case .call(let name, let arguments):
            Function.named(name)?.takesFamilies == true ? [] : arguments.flatMap(\.families)
        }
    }

    /// Returns the part with each family and list replaced by one of its members.
    func member(_ index: Int) -> Node {
        switch kind {
        case .number, .truth, .word, .name, .element, .over, .with: self
        case .family(let prefix, let first, _): Node(.name("\(prefix)\(first + index)"), at: range)
        case .list(let elements): elements[index]
        case .negated(let inner): Node(.negated(inner.member(index)), at: range)
        case .not(let inner): Node(.not(inner.member(index)), at: range)
        case .binary(let operation, let left, let right):
            Node(.binary(operation, left.member(index), right.member(index)), at: range)
        case .call(let name, let arguments):
            Function.named(name)?.takesFamilies == true
                ? self : Node(.call(name, arguments.map { $0.member(index) }), at: range)
        }
    }
}
