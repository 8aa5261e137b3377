package import Genes
package import Randomness

/// Makes an infeasible genome feasible by few changes.
package struct Repair {
    let genus: Genus
    let feasibility: Feasibility

    package init(genus: Genus, feasibility: Feasibility) {
        self.genus = genus
        self.feasibility = feasibility
    }

    /// The maximum number of genomes to test when the violation is reduced.
    private static let budget = 4_096
    /// The number of times that all genes are tried.
    private static let rounds = 3
    /// The number of values of a gene up to which all are tried.
    private static let few = 16

    /// Returns the codes after genes took over those of another genome, in random order, until all conditions are met.
    ///
    /// - Parameter other: A feasible genome. If nothing else is feasible, the result is this one.
    /// - Complexity: O(genes) tests
    func approached(_ codes: [UInt32], to other: [UInt32], _ generator: inout Generator) -> [UInt32] {
        var current = GeneCodes(codes)
        var genes = Array(genus.defined.indices)
        generator.shuffle(&genes)
        for gene in genes {
            let columns = genus.columns(of: gene)
            guard current[columns] != Array(other[columns]) else { continue }
            current.replace(at: columns.lowerBound, by: Array(other[columns]))
            var test = current
            genus.complete(&test, at: 0, &generator)
            let words = test.words
            if feasibility.isMet(by: words) { return words }
        }
        return other
    }

    /// Returns the codes after genes changed, one at a time and in random order, to values with a lower violation, until
    /// all conditions are met; nil if this did not lead to a feasible genome.
    ///
    /// - Parameter free: The genes that may change, as they were defined; nil for all.
    package func reduced(_ codes: [UInt32], among free: [Int]? = nil, _ generator: inout Generator) -> [UInt32]? {
        var best = codes
        var violation = feasibility.violation(codes)
        var tests = 0
        var genes = free ?? Array(genus.defined.indices)
        for _ in 0..<Self.rounds where violation > 0 {
            let before = violation
            generator.shuffle(&genes)
            for gene in genes {
                var isBetter = true
                while isBetter, violation > 0, tests < Self.budget {
                    isBetter = false
                    let origin = best
                    for neighbour in neighbours(origin, gene, &generator) {
                        tests += 1
                        let amount = feasibility.violation(neighbour)
                        guard amount < violation else { continue }
                        (best, violation, isBetter) = (neighbour, amount, true)
                        if amount == 0 { return best }
                    }
                }
            }
            if violation == before { break }
        }
        return violation == 0 ? best : nil
    }

    /// Returns genomes with other values of a gene, the nearest first.
    private func neighbours(_ codes: [UInt32], _ gene: Int, _ generator: inout Generator) -> [[UInt32]] {
        let column = genus.columns(of: gene).lowerBound
        guard codes[column] != Genome.inactive else { return [] }
        if let order = genus.order(at: column) { return swaps(codes, order, &generator) }
        let (count, own) = (genus.genes[column].count, Int(codes[column]))
        var others: [Int]
        if count <= Self.few || !genus.genes[column].isOrdered {
            others = (0..<min(count, 4 * Self.few)).filter { $0 != own }.sorted { abs($0 - own) < abs($1 - own) }
        } else {
            others = []
            var distance = 1
            while distance < count {
                others += [own - distance, own + distance].filter { $0 >= 0 && $0 < count }
                distance *= 2
            }
            others += [0, count - 1].filter { $0 != own }
        }
        return others.map { other in
            var changed = GeneCodes(codes)
            changed[column] = UInt32(other)
            genus.complete(&changed, at: 0, &generator)
            return changed.words
        }
    }

    private func swaps(_ codes: [UInt32], _ order: OrderColumns, _ generator: inout Generator) -> [[UInt32]] {
        guard order.columns.count > 1 else { return [] }
        return (0..<2 * Self.few).map { _ in
            var changed = codes
            let pair = OrderMutation.pair(below: order.columns.count, &generator)
            changed.swapAt(order.columns.lowerBound + pair.lower, order.columns.lowerBound + pair.upper)
            return changed
        }
    }
}
