/// A condition on other genes, under which a gene is active. Every comparison with an inactive gene is false.
public indirect enum GeneCondition: Codable, Hashable, Sendable {
    /// The gene has this value.
    case equal(gene: String, GeneValue)
    /// The gene is active and has another value.
    case unequal(gene: String, GeneValue)
    /// The gene's number is below, at most, at least or above a number.
    case compare(gene: String, Comparison, Double)
    /// Both hold.
    case and(GeneCondition, GeneCondition)
    /// One of them or both hold.
    case or(GeneCondition, GeneCondition)
    /// It does not hold.
    case not(GeneCondition)

    private enum CodingKeys: String, CodingKey { case equal, unequal, compare, and, or, not }
    private enum EqualCodingKeys: String, CodingKey { case gene, _1 }
    private enum UnequalCodingKeys: String, CodingKey { case gene, _1 }
    private enum CompareCodingKeys: String, CodingKey { case gene, _1, _2 }

    /// The four comparisons of numbers.
    public enum Comparison: String, Codable, Hashable, Sendable {
        case below = "<"
        case atMost = "<="
        case atLeast = ">="
        case above = ">"

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .below: left < right
            case .atMost: left <= right
            case .atLeast: left >= right
            case .above: left > right
            }
        }
    }

    /// The genes that occur in the condition.
    public var names: Set<String> {
        switch self {
        case .equal(let gene, _), .unequal(let gene, _), .compare(let gene, _, _): [gene]
        case .and(let left, let right), .or(let left, let right): left.names.union(right.names)
        case .not(let condition): condition.names
        }
    }

    /// Returns true if the condition holds, given the value of each gene (nil if inactive).
    func holds(_ value: (String) -> GeneValue?) -> Bool {
        switch self {
        case .equal(let gene, let wanted): value(gene).map { $0.isSame(as: wanted) } ?? false
        case .unequal(let gene, let unwanted): value(gene).map { !$0.isSame(as: unwanted) } ?? false
        case .compare(let gene, let comparison, let number):
            (value(gene)?.number).map { comparison.holds($0, number) } ?? false
        case .and(let left, let right): left.holds(value) && right.holds(value)
        case .or(let left, let right): left.holds(value) || right.holds(value)
        case .not(let condition): !condition.holds(value)
        }
    }

    /// The values in tests for equality, with their genes, for checking.
    var values: [(gene: String, value: GeneValue)] {
        switch self {
        case .equal(let gene, let value), .unequal(let gene, let value): [(gene, value)]
        case .compare: []
        case .and(let left, let right), .or(let left, let right): left.values + right.values
        case .not(let condition): condition.values
        }
    }
}

extension GeneCondition: CustomStringConvertible {
    /// The condition as it is typed in the command language.
    public var description: String {
        switch self {
        case .equal(let gene, let value): "\(gene) is \(value.operand)"
        case .unequal(let gene, let value): "\(gene) != \(value.operand)"
        case .compare(let gene, let comparison, let number):
            "\(gene) \(comparison.rawValue) \(Int(exactly: number).map(String.init) ?? String(number))"
        case .and(let left, let right): "\(left.grouped) and \(right.grouped)"
        case .or(let left, let right): "\(left.grouped) or \(right.grouped)"
        case .not(let condition): "not (\(condition))"
        }
    }

    private var grouped: String {
        switch self {
        case .and, .or: "(\(self))"
        default: description
        }
    }
}
