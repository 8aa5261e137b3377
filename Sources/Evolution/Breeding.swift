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
        let width = genus.genes.count
        // A copy stays in registers.
        var draws = generator
        defer { generator = draws }
        for child in 0..<brood.young.count {
            let mother = Int(pool[draws.below(pool.count)])
            brood.mothers[child] = members.births[mother]
            var father: Int?
            if case .ageing = settings.strategy {
                // Clones alone.
            } else if settings.litter == 1 || draws.chance(crossed) {
                father = mate(of: mother, among: pool, members, &draws)
            }
            guard let father else {
                brood.young.codes.copy(width, to: child * width, from: members.codes, at: mother * width)
                brood.cuts[child] = .none
                brood.fathers[child] = -1
                continue
            }
            brood.fathers[child] = members.births[father]
            brood.cuts[child] = settings.crossover.cross(
                mother, father, of: members.codes, into: child, of: &brood.young.codes, genes: width, &draws)
            if genus.isConditional { Mutating.complete(child, of: &brood, genus: genus, &draws) }
        }
    }

    /// Another breeder than the mother; where the pool holds no other, another organism that may be a parent; nil where
    /// there is none.
    private static func mate(
        of mother: Int, among pool: [Int32], _ members: Population, _ generator: inout Generator
    ) -> Int? {
        for _ in 0..<8 {
            let drawn = Int(pool[generator.below(pool.count)])
            if drawn != mother { return drawn }
        }
        let others = pool.filter { $0 != mother }
        if !others.isEmpty { return Int(others[generator.below(others.count)]) }
        let rest = members.candidates.filter { $0 != mother }
        return rest.isEmpty ? nil : rest[generator.below(rest.count)]
    }
}
