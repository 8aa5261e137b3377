package import Evolution
package import Expressions
package import Messages

extension ParsedExpression {
    /// Returns the expression as the condition of a gene that depends on others.
    ///
    /// - Throws: `.unusable` unless it consists of comparisons of genes with values, joined by and, or and not.
    package func geneCondition(among genes: [Gene]) throws(SessionError) -> GeneCondition {
        try root.geneCondition(among: Genus.columns(of: genes))
    }
}

extension Node {
    fileprivate func geneCondition(among genes: [Gene]) throws(SessionError) -> GeneCondition {
        switch kind {
        case .not(let inner): return .not(try inner.geneCondition(among: genes))
        case .binary(.and, let left, let right):
            return .and(try left.geneCondition(among: genes), try right.geneCondition(among: genes))
        case .binary(.or, let left, let right):
            return .or(try left.geneCondition(among: genes), try right.geneCondition(among: genes))
        case .name(let gene):
            // `when f` of a gene with the words true and false.
            let word = GeneValue.text("true")
            guard case .list(let values)? = genes.first(where: { $0.name == gene })?.domain, values.contains(word)
            else {
                throw unsuitable
            }
            return .equal(gene: gene, word)
        case .binary(let operation, let left, let right):
            guard let gene = left.geneName else { throw unsuitable }
            if let value = right.geneValue(of: genes.first { $0.name == gene }),
                let condition = Self.condition(gene, operation, value)
            {
                return condition
            }
            if case .binary = right.kind {
                throw .noValue(of: gene)
            }
            throw unsuitable
        default: throw unsuitable
        }
    }

    /// The gene that the part names: `x`, or `x[3]`, which is the gene x3 or a position of the order x.
    private var geneName: String? {
        switch kind {
        case .name(let name): return name
        case .element(let base, let index):
            guard case .name(let prefix) = base.kind, case .number(let value) = index.kind,
                let position = Int(exactly: value), position >= 0
            else { return nil }
            return "\(prefix)\(position)"
        default: return nil
        }
    }

    private var unsuitable: SessionError {
        .noCondition
    }

    /// Returns the value with which a gene is compared. True is a word for a gene that has this word, and 1 for others.
    private func geneValue(of gene: Gene?) -> GeneValue? {
        switch kind {
        case .name(let word), .word(let word): return .text(word)
        case .truth(let value):
            let word = GeneValue.text("\(value)")
            if case .list(let values)? = gene?.domain, values.contains(word) { return word }
            return .integer(value ? 1 : 0)
        case .number(let value): return Int(exactly: value).map(GeneValue.integer) ?? .real(value)
        case .negated(let inner):
            switch inner.geneValue(of: nil) {
            case .integer(let value)?: return .integer(-value)
            case .real(let value)?: return .real(-value)
            default: return nil
            }
        default: return nil
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
