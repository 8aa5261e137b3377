import Platform

// The genes as they were defined: an order is one gene here, and several columns of the genomes.
extension Genus {
    /// Returns the indices in every genome of a gene as it was defined.
    @inlinable public func columns(of gene: Int) -> Range<Int> {
        starts.isEmpty ? gene..<gene + 1 : starts[gene]..<starts[gene + 1]
    }

    /// Returns the order to which a column belongs; nil if it is a gene of its own.
    @inlinable public func order(at column: Int) -> OrderColumns? {
        orders.isEmpty ? nil : orders.first { $0.columns.contains(column) }
    }

    /// Returns the value of each gene as it was defined, an order as a list of its items; nil if it is inactive.
    public func definedValues(of genome: Genome) -> [GeneValue?] {
        let values = values(of: genome)
        guard !orders.isEmpty else { return values }
        return defined.indices.map { gene in
            let columns = columns(of: gene)
            guard defined[gene].domain.orderedItems != nil else { return values[columns.lowerBound] }
            let items = values[columns].compactMap { $0 }
            return items.count == columns.count ? .items(items) : nil
        }
    }

    /// Returns the names of the columns of some genes, and the column at which each gene begins; no starts without
    /// orders.
    static func expanded(_ defined: [Gene]) -> (genes: [Gene], orders: [OrderColumns], starts: [Int]) {
        guard defined.contains(where: { $0.domain.orderedItems != nil }) else { return (defined, [], []) }
        var genes: [Gene] = []
        var orders: [OrderColumns] = []
        var starts: [Int] = []
        for (index, gene) in defined.enumerated() {
            starts.append(genes.count)
            genes += gene.expanded
            if gene.domain.orderedItems != nil {
                orders.append(.init(gene: index, columns: starts[index]..<genes.count))
            }
        }
        return (genes, orders, starts + [genes.count])
    }

    /// Returns the columns of some genes: the genes themselves, and those of the positions of orders.
    public static func columns(of defined: [Gene]) -> [Gene] { expanded(defined).genes }

    /// The weight of each column in a mean over all genes: the positions of an order count together as one gene.
    package func weight(of column: Int) -> Double { order(at: column).map { 1 / Double($0.columns.count) } ?? 1 }

    /// Returns means over the columns as means over the genes as they were defined: the sums of those of an order.
    package func summed(_ columns: [Double]) -> [Double] {
        starts.isEmpty ? columns : defined.indices.map { columns[self.columns(of: $0)].reduce(0, +) }
    }

    /// Returns true if the orders in a row of codes are permutations.
    package func areOrdersSound(_ codes: GeneCodes, at start: Int) -> Bool {
        orders.allSatisfy { $0.isSound($0.items(in: codes, at: start)) }
    }
}

extension Gene {
    /// The number of values, for an order the number of permutations; infinity above 10³⁰⁸.
    public var size: Double {
        domain.orderedItems.map { (1...max($0.count, 1)).reduce(1) { $0 * Double($1) } } ?? Double(count)
    }

    /// The decimal logarithm of `size`, which is always finite.
    var logarithm: Double {
        domain.orderedItems.map { lgamma(Double($0.count) + 1) / log(10) } ?? log10(Double(count))
    }
}
