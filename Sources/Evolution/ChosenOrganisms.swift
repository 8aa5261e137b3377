extension Evolution {
    /// The births that survive the current round, the fittest first; nil if none are chosen.
    public var chosenElites: [Int]? {
        switch phase {
        case .evaluate, .elites: nil
        case .breeders, .breed, .mutate, .replace: elites.map { members.births[Int($0)] }
        }
    }

    /// The births that were drawn as parents, in the order of the draws; nil if none are drawn.
    public var chosenBreeders: [Int]? {
        phase == .breed ? pool.map { members.births[Int($0)] } : nil
    }

    /// The genomes of the unborn children, with their parents' births; nil if there are none.
    public var children: [(genome: Genome, mother: Int?, father: Int?)]? {
        guard phase == .mutate || phase == .replace, brood.mothers.count == brood.young.count else { return nil }
        return (0..<brood.young.count).map { row in
            (
                brood.young.genome(row), brood.mothers[row] < 0 ? nil : brood.mothers[row],
                brood.fathers[row] < 0 || brood.cuts[row] == .none ? nil : brood.fathers[row]
            )
        }
    }
}
