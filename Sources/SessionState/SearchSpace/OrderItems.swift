import CommandLanguage
package import CommandParsing
package import Evolution
package import Messages

extension ValueList {
    /// Returns the domain of the orders of these items.
    ///
    /// - Parameter owner: The owner of the items, for messages: `gene tour`.
    /// - Throws: `.unusable` for an empty range, or one that is no list of numbers.
    package func order(of owner: String) throws(SessionError) -> Domain {
        let domain = try domain(of: owner)
        switch domain {
        case .list(let values): return .order(values)
        case .order: return domain
        case .interval: throw .endlessOrder(of: owner, domain)
        case .integers(_, _, _, .logarithmic): throw .logarithmicOrder(of: owner)
        case .integers, .steps:
            // A genus refuses so many items; only their number matters here.
            let gene = Gene("", in: domain)
            return .order((0..<min(gene.count, Domain.maximumItems + 1)).map { gene.value(of: UInt32($0)) })
        }
    }
}
