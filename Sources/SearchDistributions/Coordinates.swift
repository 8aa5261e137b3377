package import Genes

/// Genomes as points of a cube, for strategies that compute with numbers.
///
/// An ordered gene is a coordinate from 0 to 1 on its scale, of which each value covers an equal part. A gene of
/// categories, or of two values, is no number: its coordinate is its code. An order has a coordinate from 0 to 1 for each
/// item, its key: the items stand in the order of their keys (Bean, "Genetic algorithms and random keys for sequencing and
/// optimization", 1994).
package struct Coordinates {
    /// The kind of a gene.
    @usableFromInline package enum Kind: Equatable {
        /// A real number, or the key of an item of an order.
        case real
        /// One of several ordered values, such as integers.
        case whole(count: Int)
        /// One of several categories.
        case category(count: Int)
        /// The only value of its gene.
        case fixed
    }

    package let genus: Genus
    /// The kind of each gene.
    @usableFromInline package let kinds: [Kind]

    package init(_ genus: Genus) {
        self.genus = genus
        kinds = genus.genes.enumerated().map { index, gene in
            if genus.order(at: index) != nil { return .real }
            if gene.count < 2 { return .fixed }
            if !gene.isOrdered || gene.count == 2 { return .category(count: gene.count) }
            return gene.isContinuous ? .real : .whole(count: gene.count)
        }
    }

    /// The genes that are numbers.
    package var numbers: [Int] { kinds.indices.filter { isNumber($0) } }

    /// The genes that are categories.
    package var categories: [Int] { kinds.indices.filter { categoryCount($0) > 0 } }

    @inlinable package func isNumber(_ gene: Int) -> Bool {
        switch kinds[gene] {
        case .real, .whole: true
        case .category, .fixed: false
        }
    }

    /// Returns the number of categories of a gene; 0 for other genes.
    @inlinable package func categoryCount(_ gene: Int) -> Int {
        if case .category(let count) = kinds[gene] { count } else { 0 }
    }

    /// Returns the code of a coordinate.
    package func code(_ coordinate: Double, of gene: Int) -> UInt32 {
        isNumber(gene) ? genus.genes[gene].code(at: max(0, coordinate)) : UInt32(coordinate)
    }

    /// Returns the coordinate of a code; nil if the gene is inactive.
    func coordinate(_ code: UInt32, of gene: Int) -> Double? {
        if code == Genome.inactive { return nil }
        guard isNumber(gene) else { return Double(code) }
        return genus.feasibility == nil ? genus.genes[gene].position(of: code) : genus.genes[gene].centre(of: code)
    }

    /// Returns true if a point is a genome that meets the conditions.
    package func isFeasible(_ point: ArraySlice<Double>) -> Bool {
        guard genus.feasibility != nil else { return true }
        var codes = GeneCodes(repeatElement(0, count: kinds.count))
        write(point, into: &codes, at: 0)
        return genus.isFeasible(codes, row: 0)
    }

    /// Writes a point into a row of codes and marks inactive genes. All genes have a coordinate, so nothing is drawn.
    package func write(_ point: ArraySlice<Double>, into codes: inout GeneCodes, at start: Int) {
        for (gene, coordinate) in point.enumerated() where genus.order(at: gene) == nil {
            codes[start + gene] = code(coordinate, of: gene)
        }
        for order in genus.orders {
            let keys = Array(point.dropFirst(order.columns.lowerBound).prefix(order.columns.count))
            let items = keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
            order.put(items.map { UInt32($0) }, into: &codes, at: start)
        }
        _ = genus.settle(&codes, at: start)
    }

    /// Returns the point of a row of codes, with the coordinates of another point for inactive genes.
    package func point(_ codes: [UInt32], else other: ArraySlice<Double>) -> [Double] {
        var point = Array(other)
        for (gene, code) in codes.enumerated() where genus.order(at: gene) == nil {
            if let coordinate = coordinate(code, of: gene) { point[gene] = coordinate }
        }
        for order in genus.orders where codes[order.columns.lowerBound] != Genome.inactive {
            for (position, item) in codes[order.columns].enumerated() {
                point[order.columns.lowerBound + Int(item)] = (Double(position) + 0.5) / Double(order.columns.count)
            }
        }
        return point
    }

    /// Returns true if each coordinate is within its gene.
    package func arePoints(_ numbers: [Double]) -> Bool {
        numbers.count.isMultiple(of: kinds.count)
            && numbers.enumerated().allSatisfy { index, coordinate in
                switch kinds[index % kinds.count] {
                case .real, .whole: coordinate >= 0 && coordinate <= 1
                case .category(let count):
                    coordinate >= 0 && coordinate < Double(count) && coordinate == coordinate.rounded()
                case .fixed: coordinate == 0
                }
            }
    }
}
