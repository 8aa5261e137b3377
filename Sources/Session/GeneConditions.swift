import Evolution
import Expressions

extension Expression {
    /// The expression as the condition of a gene.
    ///
    /// - Throws: `.unusable` unless it consists of comparisons of genes with values, joined by and, or and not.
    var geneCondition: GeneCondition {
        get throws(SessionError) { try root.geneCondition }
    }
}

extension Node {
    fileprivate var geneCondition: GeneCondition {
        get throws(SessionError) {
            switch kind {
            case .not(let inner): return .not(try inner.geneCondition)
            case .binary(.and, let left, let right): return .and(try left.geneCondition, try right.geneCondition)
            case .binary(.or, let left, let right): return .or(try left.geneCondition, try right.geneCondition)
            case .binary(let operation, let left, let right):
                if case .name(let gene) = left.kind, let value = right.geneValue {
                    if let condition = Self.condition(gene, operation, value) { return condition }
                }
                throw unsuitable
            default: throw unsuitable
            }
        }
    }

    private var unsuitable: SessionError {
        .noCondition
    }

    private var geneValue: GeneValue? {
        switch kind {
        case .name(let word), .word(let word): .text(word)
        case .number(let value): Int(exactly: value).map(GeneValue.integer) ?? .real(value)
        case .negated(let inner):
            switch inner.geneValue {
            case .integer(let value)?: .integer(-value)
            case .real(let value)?: .real(-value)
            default: nil
            }
        default: nil
        }
    }

    private static func condition(_ gene: String, _ operation: Operator, _ value: GeneValue) -> GeneCondition? {
        switch operation {
        case .equal: .equal(gene: gene, value)
        case .unequal: .unequal(gene: gene, value)
        case .less: value.number.map { .compare(gene: gene, .below, $0) }
        case .atMost: value.number.map { .compare(gene: gene, .atMost, $0) }
        case .atLeast: value.number.map { .compare(gene: gene, .atLeast, $0) }
        case .greater: value.number.map { .compare(gene: gene, .above, $0) }
        default: nil
        }
    }
}
