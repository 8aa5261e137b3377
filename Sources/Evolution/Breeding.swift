import Randomness

/// Makes children of the mating pool: of two different breeders each. Of a litter, half are clones of one breeder, which
/// mutation then makes new: the model can choose between small steps and large ones.
enum Breeding {
    /// The share of a litter that has two parents. Shares of .2, .5 and .8 measured alike: regret after 200 evaluations
    /// .011, .010 and .011 on the hpobench tuning tables, 40 seeds, with all children mutated.
    private static let crossed = 0.5

    static func breed(
        into brood: inout Brood, from members: Population, pool: [Int32], settings: SearchSettings, genus: Genus,
        _ generator: inout Generator
    ) {
        let count = brood.young.count
        guard genus.isConditional else {
            // First all draws, then all copies: memory is waited for once, not child by child.
            pair(0..<count, of: &brood, members, pool, settings, genus, &generator)
            inherit(0..<count, of: &brood, members)
            return
        }
        for child in 0..<count {
            pair(child..<child + 1, of: &brood, members, pool, settings, genus, &generator)
            inherit(child..<child + 1, of: &brood, members)
            if brood.fathers[child] >= 0 { Mutating.complete(child, of: &brood, genus: genus, &generator) }
        }
    }

    /// Draws the parents of some children, as rows, and the places where they are cut.
    private static func pair(
        _ children: Range<Int>, of brood: inout Brood, _ members: Population, _ pool: [Int32],
        _ settings: SearchSettings, _ genus: Genus, _ generator: inout Generator
    ) {
        // A copy stays in registers.
        var draws = generator
        defer { generator = draws }
        let isAgeing = if case .ageing = settings.strategy { true } else { false }
        for child in children {
            let mother = Int(pool[draws.below(pool.count)])
            brood.mothers[child] = mother
            guard !isAgeing, settings.litter == 1 || draws.chance(crossed),
                let father = mate(of: mother, among: pool, members, &draws)
            else {
                brood.fathers[child] = -1
                brood.cuts[child] = .none
                continue
            }
            brood.fathers[child] = father
            brood.cuts[child] = settings.crossover.cut(genes: genus.genes.count, &draws)
        }
    }

    /// Gives some children the genes of their parents, and names the parents by their births.
    private static func inherit(_ children: Range<Int>, of brood: inout Brood, _ members: Population) {
        for child in children {
            let mother = brood.mothers[child]
            let father = brood.fathers[child]
            brood.cuts[child].copy(
                mother, father < 0 ? mother : father, of: members.codes, into: child, of: &brood.young.codes,
                genes: members.genes)
            brood.mothers[child] = members.births[mother]
            if father >= 0 { brood.fathers[child] = members.births[father] }
        }
    }

    /// Another breeder than the mother; where the pool holds no other, another organism that may be a parent; nil where
    /// there is none.
    @inline(__always)
    private static func mate(
        of mother: Int, among pool: [Int32], _ members: Population, _ generator: inout Generator
    ) -> Int? {
        for _ in 0..<8 {
            let drawn = Int(pool[generator.below(pool.count)])
            if drawn != mother { return drawn }
        }
        return stranger(to: mother, among: pool, members, &generator)
    }

    private static func stranger(
        to mother: Int, among pool: [Int32], _ members: Population, _ generator: inout Generator
    ) -> Int? {
        let others = pool.filter { $0 != mother }
        if !others.isEmpty { return Int(others[generator.below(others.count)]) }
        let rest = members.candidates.filter { $0 != mother }
        return rest.isEmpty ? nil : rest[generator.below(rest.count)]
    }
}
