package import Genes
package import Randomness

/// Makes infeasible children feasible after their mutation.
///
/// An infeasible mutant is mutated anew from what crossover made of it, up to a limit of attempts. If all are infeasible,
/// or if crossover alone made it so, it takes over genes of its mother, in random order, until it is feasible. If nothing
/// but the mother is left, other genes of the child change to reduce the violation: this finds feasible children if
/// single changes never lead to one, as with a condition such as `a + b = 10`. If it does not either, the child is a
/// clone of its mother, who is feasible.
package struct OffspringRepair {
    private static let attempts = 8

    private let genus: Genus
    private let feasibility: Feasibility
    private let mutating: MutationOperator
    /// The codes of the children before their mutation.
    private let bred: GeneCodes

    /// Prepares the repair of children before their mutation; nil if the genus has no conditions.
    package init?(_ offspring: OffspringBatch, settings: SearchSettings, of genus: Genus) {
        guard let feasibility = genus.feasibility else { return nil }
        self.genus = genus
        self.feasibility = feasibility
        mutating = MutationOperator(settings, of: genus, isForced: true)
        bred = offspring.young.codes
    }

    /// Repairs all infeasible children. Every change since crossover counts as a mutation.
    ///
    /// - Parameter parents: The organisms among which the mothers are.
    /// - Throws: `PhaseStop.Requested`
    package func repair(
        _ offspring: inout OffspringBatch, parents: Population, _ generator: inout Generator, _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        let width = genus.genes.count
        var repaired: Set<Int32> = []
        var rows: [Int: Int] = [:]
        for child in 0..<offspring.young.count where !genus.isFeasible(offspring.young.codes, row: child) {
            try stop.check()
            if rows.isEmpty {
                rows = Dictionary(parents.births.enumerated().map { ($1, $0) }) { first, _ in first }
            }
            let mother = rows[offspring.mothers[child]].map { parents.codes[$0 * width..<($0 + 1) * width] }
            let codes = feasible(child, of: offspring, mother: mother ?? feasibility.witness, &generator)
            offspring.young.codes.replace(at: child * width, by: codes)
            repaired.insert(Int32(child))
        }
        guard !repaired.isEmpty else { return }
        offspring.changes.removeAll { repaired.contains($0.child) }
        for child in repaired.sorted() {
            for gene in 0..<width {
                let from = bred[Int(child) * width + gene]
                guard offspring.young.codes[Int(child) * width + gene] != from else { continue }
                offspring.changes.append(.init(child: child, gene: Int32(gene), from: from))
            }
        }
        offspring.tidyChanges()
    }

    private func feasible(
        _ child: Int, of offspring: OffspringBatch, mother: [UInt32], _ generator: inout Generator
    ) -> [UInt32] {
        let width = genus.genes.count
        let row = child * width..<(child + 1) * width
        let mutant = offspring.young.codes[row]
        if mutant != bred[row] {
            var one = OffspringBatch(genes: width)
            for _ in 0..<Self.attempts {
                one.prepare(1)
                one.deviations = offspring.deviations.map { [$0[child]] }
                one.young.codes.replace(at: 0, by: bred[row])
                mutating.mutate(0, of: &one, genus: genus, &generator)
                if genus.isFeasible(one.young.codes, row: 0) { return one.young.codes.words }
            }
        }
        let repair = Repair(genus: genus, feasibility: feasibility)
        let near = repair.approached(mutant, to: mother, &generator)
        return near != mother ? near : repair.reduced(mutant, &generator) ?? mother
    }
}

extension OffspringBatch {
    /// Takes back the changes after the first `count`, the last one first.
    mutating func takeBackChanges(to count: Int) {
        while changes.count > count, let change = changes.popLast() {
            young.codes[Int(change.child) * young.genes + Int(change.gene)] = change.from
        }
    }
}

extension MutationOperator {
    private static let attempts = 16

    /// Mutates one child so that it stays feasible; it stays as it is if no attempt succeeds.
    package func mutateFeasibly(
        _ child: Int, of offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator
    ) {
        let before = offspring.changes.count
        for _ in 0..<Self.attempts {
            mutate(child, of: &offspring, genus: genus, &generator)
            if genus.isFeasible(offspring.young.codes, row: child) { return }
            offspring.takeBackChanges(to: before)
        }
    }
}
