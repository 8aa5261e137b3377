import CommandLanguage
package import CommandParsing
package import Evolution
package import Messages

extension ValueList {
    /// Returns the domain that these values describe.
    ///
    /// - Parameter owner: The owner of the values, for messages: `gene x`.
    /// - Throws: `.unusable` for an empty range, bounds that are not numbers, or a logarithmic range with a step.
    package func domain(of owner: String) throws(SessionError) -> Domain {
        switch self {
        case .list(let literals):
            return .list(
                literals.map { GeneValue($0) })
        case .range(.integer(let lower), .integer(let upper), let isUpperIncluded, let step, let isLogarithmic)
        where step == nil || step?.isInteger == true:
            guard isUpperIncluded || upper > Int.min else { throw .emptyRange(of: owner) }
            return .integers(
                first: lower, last: isUpperIncluded ? upper : upper - 1, step: step?.wholeNumber ?? 1,
                scale: isLogarithmic ? .logarithmic : .linear)
        case .range(let lower, let upper, let isUpperIncluded, let step, let isLogarithmic):
            guard let first = lower.number, let last = upper.number else {
                throw .boundsNotNumbers(of: owner)
            }
            guard let step = step?.number else {
                return .interval(first: first, last: last, scale: isLogarithmic ? .logarithmic : .linear)
            }
            guard !isLogarithmic else {
                throw .logarithmicSteps(of: owner)
            }
            return .steps(first: first, last: isUpperIncluded ? last : last - step / 2, step: step)
        }
    }
}

extension Literal {
    fileprivate var isInteger: Bool { wholeNumber != nil }

    fileprivate var wholeNumber: Int? { if case .integer(let value) = self { value } else { nil } }
}

extension GeneValue {
    /// Creates a value from a literal.
    package init(_ literal: Literal) {
        switch literal {
        case .integer(let value): self = .integer(value)
        case .real(let value): self = .real(value)
        case .text(let value): self = .text(value)
        }
    }
}
