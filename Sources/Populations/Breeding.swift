package import Genes
package import Randomness

/// Makes children from the mating pool. Each member of the pool is a mother equally often and a father equally often
/// (the counts differ by one at most), so that a second draw adds no drift to that of the selection. Half of the
/// children of a litter are clones of one parent, which mutation then changes: the model can choose between small
/// steps and large ones.
package enum Breeding {
    /// The fraction of a litter that has two parents. Fractions of .2, .5 and .8 performed alike: regret after 200
    /// evaluations .011, .010 and .011 on the hpobench tuning tables, 40 seeds, with all children mutated.
    private static let crossed = 0.5

    package static func breed(
        into offspring: inout OffspringBatch, from members: Population, pool: [Int32], settings: SearchSettings,
        genus: Genus,
        _ generator: inout Generator
    ) {
        // First all draws, then all copies: the wait for memory occurs once instead of once per child.
        pair(
            &offspring.mothers, &offspring.fathers, &offspring.cuts, from: members, pool, settings, genus, &generator)
        let (mothers, fathers) = genus.orders.isEmpty ? ([], []) : (offspring.mothers, offspring.fathers)
        inherit(&offspring, members, settings, genus)
        if !genus.orders.isEmpty {
            OrderRecombination.recombine(
                &offspring, from: members, mothers: mothers, fathers: fathers, of: genus, &generator)
        }
        guard genus.isConditional else { return }
        for child in 0..<offspring.young.count where offspring.fathers[child] >= 0 {
            MutationOperator.complete(child, of: &offspring, genus: genus, &generator)
        }
    }

    /// Draws the parents of all children, as rows, and the crossover points.
    private static func pair(
        _ mothers: inout [Int], _ fathers: inout [Int], _ cuts: inout [Cut], from members: Population,
        _ pool: [Int32], _ settings: SearchSettings, _ genus: Genus, _ generator: inout Generator
    ) {
        let chance = chanceOfFather(settings, genus)
        var mates = Mates(pool: pool, isCouples: settings.isCrowding)
        // A local copy stays in registers.
        var draws = generator
        defer { generator = draws }
        var mothers = mothers.mutableSpan
        var fathers = fathers.mutableSpan
        var cuts = cuts.mutableSpan
        for child in mothers.indices {
            let (mother, drawn) = mates.next(&draws)
            mothers[child] = mother
            if settings.isCrowding, child & 1 == 1 {
                // The second child of a couple gets the genes that the first one did not take.
                fathers[child] = fathers[child - 1] < 0 ? -1 : drawn
                cuts[child] = cuts[child - 1]
                continue
            }
            guard chance > 0, chance == 1 || draws.chance(chance),
                let father = drawn == mother ? stranger(to: mother, among: pool, members, &draws) : drawn
            else {
                fathers[child] = -1
                cuts[child] = .none
                continue
            }
            fathers[child] = father
            cuts[child] = settings.crossover.cut(genes: genus.genes.count, &draws)
        }
    }

    /// Returns the probability that a child has a father; 0 if all genes come from one parent.
    private static func chanceOfFather(_ settings: SearchSettings, _ genus: Genus) -> Double {
        guard settings.strategy.hasFathers else { return 0 }
        if genus.genes.count == 1 { return 0 }
        return settings.crossing.value * (settings.litter == 1 ? 1 : crossed)
    }

    /// Copies the genes of the parents to the children, and replaces the parents' rows by their births.
    private static func inherit(
        _ offspring: inout OffspringBatch, _ members: Population, _ settings: SearchSettings, _ genus: Genus
    ) {
        offspring.young.codes.inherit(
            offspring.cuts, mothers: offspring.mothers, fathers: offspring.fathers, from: members.codes,
            genes: members.genes)
        for child in offspring.cuts.indices {
            guard case .mixed(let seed) = offspring.cuts[child], offspring.fathers[child] >= 0 else { continue }
            settings.crossover.mix(
                offspring.mothers[child], offspring.fathers[child], of: members.codes, into: child,
                of: &offspring.young.codes, genus: genus, seed: seed)
        }
        replaceRows(in: &offspring.mothers, by: members.births)
        replaceRows(in: &offspring.fathers, by: members.births)
    }

    /// Replaces rows of members by the numbers of their births; -1 stays.
    private static func replaceRows(in parents: inout [Int], by births: [Int]) {
        var parents = parents.mutableSpan
        for child in parents.indices where parents[child] >= 0 { parents[child] = births[parents[child]] }
    }

    /// Returns a mate if the pool offers the mother herself: another member of the pool, or else another organism
    /// that may be a parent; nil if there is none.
    private static func stranger(
        to mother: Int, among pool: [Int32], _ members: Population, _ generator: inout Generator
    ) -> Int? {
        let others = pool.filter { $0 != mother }
        if !others.isEmpty { return Int(others[generator.below(others.count)]) }
        let rest = members.candidates.filter { $0 != mother }
        return rest.isEmpty ? nil : rest[generator.below(rest.count)]
    }
}

/// Cycles through the mating pool: in each round, each member is a mother once and a father once.
///
/// The pool is in random order, so that neighbours are unrelated. In the first round, the father is the next member
/// after the mother, in the second round the second next, and so on. Members that would mate with themselves are
/// swapped with others.
private struct Mates {
    private let pool: [Int32]
    private let isCouples: Bool
    private var fathers: [Int32] = []
    private var round = 0
    private var position: Int

    init(pool: [Int32], isCouples: Bool) {
        self.pool = pool
        self.isCouples = isCouples
        position = pool.count
    }

    /// Returns the next mother and father; the same row twice if no other father was found.
    @inline(__always)
    mutating func next(_ generator: inout Generator) -> (mother: Int, father: Int) {
        if position == pool.count { begin(&generator) }
        defer { position += 1 }
        return (Int(pool[position]), Int(fathers[position]))
    }

    private mutating func begin(_ generator: inout Generator) {
        position = 0
        round += 1
        if isCouples {
            fathers = pool.indices.map { pool[min($0 ^ 1, pool.count - 1)] }
            return
        }
        let shift = 1 + (round - 1) % max(1, pool.count - 1)
        fathers.removeAll(keepingCapacity: true)
        fathers.append(contentsOf: pool[min(shift, pool.count)...])
        fathers.append(contentsOf: pool[..<min(shift, pool.count)])
        for index in pool.indices where fathers[index] == pool[index] {
            for _ in 0..<Self.tries {
                let other = generator.below(pool.count)
                guard fathers[other] != pool[index], fathers[index] != pool[other] else { continue }
                fathers.swapAt(index, other)
                break
            }
        }
    }

    private static let tries = 16
}
