package import Genes

/// The children of one round, from breeding until birth: the litters, the parents and the mutations.
package struct OffspringBatch: Codable, Equatable, Sendable {
    /// The children themselves; their births are numbered when they are born.
    package var young: Population
    /// The births of the mothers; -1 for none.
    package var mothers: [Int] = []
    package var fathers: [Int] = []
    package var cuts: [Cut] = []
    /// The mutated genes, in the order of the children.
    package var changes: [Alteration] = []
    /// The model's prediction for each child that was chosen from a litter.
    package var expectations: [PredictedFitness?] = []

    /// The step size of each child; nil without self-adapting mutation.
    package var deviations: [Double]?

    private enum CodingKeys: String, CodingKey { case young, mothers, fathers, cuts, changes, expectations, deviations }

    /// One gene of one child, changed by mutation.
    package struct Alteration: Codable, Equatable, Sendable {
        package let child: Int32
        package let gene: Int32
        package let from: UInt32

        private enum CodingKeys: String, CodingKey { case child, gene, from }

        package init(child: Int32, gene: Int32, from: UInt32) {
            self.child = child
            self.gene = gene
            self.from = from
        }
    }

    package init(genes: Int) { young = Population(genes: genes) }

    /// Makes room for a number of children without parents or mutations.
    package mutating func prepare(_ count: Int) {
        let genes = young.genes
        young.codes.resize(to: count * genes)
        young.births.refill(count, with: -1)
        young.fitness.refill(count, with: .nan)
        young.sizes.refill(count, with: 0)
        mothers.refill(count, with: -1)
        fathers.refill(count, with: -1)
        cuts.refill(count, with: .none)
        changes.removeAll(keepingCapacity: true)
        expectations.removeAll(keepingCapacity: true)
        deviations = nil
    }

    /// Keeps only the children in the given rows, in the given order.
    package mutating func keep(_ rows: [Int]) {
        let genes = young.genes
        var kept = OffspringBatch(genes: genes)
        kept.prepare(rows.count)
        var positions = [Int](repeating: -1, count: young.count)
        for (position, row) in rows.enumerated() {
            kept.young.codes.copy(genes, to: position * genes, from: young.codes, at: row * genes)
            kept.mothers[position] = mothers[row]
            kept.fathers[position] = fathers[row]
            kept.cuts[position] = cuts[row]
            positions[row] = position
        }
        kept.changes = changes.compactMap { change in
            let position = positions[Int(change.child)]
            return position < 0 ? nil : Alteration(child: Int32(position), gene: change.gene, from: change.from)
        }
        kept.deviations = deviations.map { all in rows.map { all[$0] } }
        kept.tidyChanges()
        self = kept
    }

    /// Sorts the changes by child and merges those of the same gene, with its original code as `from`. Required if
    /// genes change in several rounds, as conditional ones do.
    package mutating func tidyChanges() {
        var seen: Set<Int> = []
        changes = changes.filter { change in
            let position = Int(change.child) * young.genes + Int(change.gene)
            return seen.insert(position).inserted && young.codes[position] != change.from
        }
        changes.sort { ($0.child, $0.gene) < ($1.child, $1.gene) }
    }

    /// Returns the changes of each child.
    package func changesByChild() -> [[GeneChange]] {
        var changes = [[GeneChange]](repeating: [], count: young.count)
        for change in self.changes {
            let to = young.codes[Int(change.child) * young.genes + Int(change.gene)]
            changes[Int(change.child)].append(GeneChange(gene: Int(change.gene), from: change.from, to: to))
        }
        return changes
    }
}

extension Array {
    fileprivate mutating func resize(to count: Int, filling value: Element) {
        if self.count > count { removeLast(self.count - count) }
        if self.count < count { append(contentsOf: repeatElement(value, count: count - self.count)) }
    }

    fileprivate mutating func refill(_ count: Int, with value: Element) {
        resize(to: count, filling: value)
        for index in indices { self[index] = value }
    }
}
