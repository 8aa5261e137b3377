import Notation

// The items of an order, as they are defined and written.
extension Domain {
    /// The maximum number of items of an order: each has a code in every genome.
    public static let maximumItems = 10_000

    /// The items of an order; nil for other domains.
    public var orderedItems: [GeneValue]? { if case .order(let items) = self { items } else { nil } }

    /// The error in the items of an order; nil if there is none.
    static func complaint(ofOrder items: [GeneValue]) -> String? {
        if items.count < 2 { return "an order needs at least 2 items" }
        if items.count > maximumItems { return "an order has at most \(maximumItems) items" }
        if items.contains(where: { $0.number.map { !$0.isFinite } ?? false }) { return "its items must be finite" }
        if let comma = items.first(where: { $0.description.contains(",") }) {
            return "the items of an order cannot contain commas, found \"\(comma)\""
        }
        if let (first, second) = Domain.order(items).sameValues {
            return first.description == second.description
                ? "\(first) occurs twice in its items" : "\(first) and \(second) are the same item"
        }
        return nil
    }

    /// Returns items as they are typed: a range if they are consecutive integers, otherwise a list.
    static func typed(order items: [GeneValue]) -> String {
        if items.count > 2, case .integer(let first)? = items.first, case .integer(let last)? = items.last,
            first.addingReportingOverflow(items.count - 1) == (last, false),
            items.enumerated().allSatisfy({ $1 == .integer(first + $0) })
        {
            return "\(first)..\(last)"
        }
        return items.map(\.typed).joined(separator: ", ")
    }
}

extension Gene {
    /// The genes of the positions if the gene is an order, otherwise the gene itself.
    var expanded: [Gene] {
        guard case .order(let items) = domain else { return [self] }
        return items.indices.map { Gene(position: $0, of: name, items: items, when: condition) }
    }

    /// Returns the codes of an order that was written, such as `3,1,2`, or given as items.
    ///
    /// - Throws: `EvolutionError.wrongOrder` if it does not contain each item exactly once.
    func codes(ofOrder value: GeneValue, _ items: [GeneValue]) throws(EvolutionError) -> [UInt32] {
        let given: [GeneValue] =
            switch value {
            case .items(let items): items
            case .text, .integer, .real:
                value.description.split(separator: ",", omittingEmptySubsequences: false).map {
                    .text(String($0.trimmed))
                }
            }
        var left = [UInt32?](items.indices.map { UInt32($0) })
        var codes: [UInt32] = []
        for item in given {
            guard let index = items.firstIndex(where: { $0.isSame(as: item) }) else {
                throw .wrongOrder(gene: name, complaint: "\(item) is not one of its items", expected: domain)
            }
            guard let code = left[index] else {
                throw .wrongOrder(gene: name, complaint: "\(item) occurs twice", expected: domain)
            }
            left[index] = nil
            codes.append(code)
        }
        if let missing = left.compactMap({ $0 }).first {
            throw .wrongOrder(gene: name, complaint: "\(items[Int(missing)]) is missing", expected: domain)
        }
        return codes
    }
}

extension Substring {
    /// The text without blanks at both ends.
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
