import Evolution

/// The values of a gene, grouped into a few classes.
///
/// Few values get a class each; otherwise neighbouring values share one. Of words, the most frequent get a class each,
/// and all others share one.
struct GeneClasses {
    /// The names of the classes, from top to bottom.
    let labels: [String]
    private let gene: Gene
    private let classes: Int
    /// The class of each word that has its own class.
    private let words: [UInt32: Int]

    /// Creates the classes of a gene, at most `maximum`.
    ///
    /// - Parameter counts: the number of occurrences of each value, if the values are words.
    init(_ gene: Gene, maximum: Int, counts: [UInt32: Int]) {
        self.gene = gene
        guard gene.isOrdered else {
            classes = min(gene.count, max(1, maximum))
            let all = (0..<gene.count).map { UInt32($0) }
            // Stable: of equally frequent words, the first ones get their own class.
            let frequent = all.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
            let named = (gene.count > classes ? Array(frequent.prefix(classes - 1)) : all).sorted()
            words = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, $0) })
            labels =
                named.map { "\(gene.value(of: $0))" }
                + (gene.count > named.count ? ["\(gene.count - named.count) others"] : [])
            return
        }
        words = [:]
        classes = min(gene.count, maximum)
        let count = classes
        // Classes of real numbers share their bounds; those of integers and lists do not.
        let gap = if case .interval = gene.domain { 0 } else { 1 }
        // The greatest value is at the top.
        labels = (0..<count).reversed().map { index in
            if count == gene.count { return gene.shortValue(of: UInt32(index)) }
            let first = Self.firstCode(gene, atOrAbove: Double(index) / Double(count))
            let last =
                index == count - 1
                ? gene.count - 1 : Self.firstCode(gene, atOrAbove: Double(index + 1) / Double(count)) - gap
            return first >= last
                ? gene.shortValue(of: UInt32(first))
                : "\(gene.shortValue(of: UInt32(first))) to \(gene.shortValue(of: UInt32(last)))"
        }
    }

    /// Returns the class of a code.
    func callAsFunction(_ code: UInt32) -> Int {
        guard gene.isOrdered else { return words[code] ?? classes - 1 }
        let index =
            classes == gene.count
            ? Int(code) : min(Int(gene.position(of: code) * Double(classes) + 1e-12), classes - 1)
        return classes - 1 - index
    }

    /// Returns the first code at or after a position on a gene's scale. Positions increase with codes.
    ///
    /// - Complexity: O(log n) for n values.
    static func firstCode(_ gene: Gene, atOrAbove position: Double) -> Int {
        var (low, high) = (0, gene.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if gene.position(of: UInt32(middle)) + 1e-12 >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
