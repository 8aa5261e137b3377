import Evolution

/// The values of a gene in a few classes: one each where they are few, else neighbours together; of words the most
/// frequent each by itself, and the others together.
struct GeneClasses {
    /// What each class is called, in the order in which they stand from above.
    let labels: [String]
    private let gene: Gene
    private let classes: Int
    /// The class of each word that has one of its own.
    private let words: [UInt32: Int]

    /// The classes of a gene, `most` or fewer.
    ///
    /// - Parameter counts: how often each value of a gene of words occurs.
    init(_ gene: Gene, most: Int, counts: [UInt32: Int]) {
        self.gene = gene
        guard gene.isOrdered else {
            classes = min(gene.count, max(1, most))
            let all = (0..<gene.count).map { UInt32($0) }
            // Stable, so that of words that are as frequent the first ones are named.
            let frequent = all.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
            let named = (gene.count > classes ? Array(frequent.prefix(classes - 1)) : all).sorted()
            words = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, $0) })
            labels =
                named.map { "\(gene.value(of: $0))" }
                + (gene.count > named.count ? ["\(gene.count - named.count) others"] : [])
            return
        }
        words = [:]
        classes = min(gene.count, most)
        let count = classes
        // Between two real numbers there is always another; whole ones and lists begin anew.
        let gap = if case .interval = gene.domain { 0 } else { 1 }
        // The greatest value stands above.
        labels = (0..<count).reversed().map { place in
            if count == gene.count { return gene.shortValue(of: UInt32(place)) }
            let first = Self.firstCode(gene, atOrAbove: Double(place) / Double(count))
            let last =
                place == count - 1
                ? gene.count - 1 : Self.firstCode(gene, atOrAbove: Double(place + 1) / Double(count)) - gap
            return first >= last
                ? gene.shortValue(of: UInt32(first))
                : "\(gene.shortValue(of: UInt32(first))) to \(gene.shortValue(of: UInt32(last)))"
        }
    }

    /// The class of a code.
    func callAsFunction(_ code: UInt32) -> Int {
        guard gene.isOrdered else { return words[code] ?? classes - 1 }
        let place =
            classes == gene.count
            ? Int(code) : min(Int(gene.position(of: code) * Double(classes) + 1e-12), classes - 1)
        return classes - 1 - place
    }

    /// The first code at a position of a gene's scale, or behind it. By halving: positions grow with codes.
    static func firstCode(_ gene: Gene, atOrAbove position: Double) -> Int {
        var (low, high) = (0, gene.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if gene.position(of: UInt32(middle)) + 1e-12 >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
