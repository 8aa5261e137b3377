import Evolution

/// Small problems that the tests search.
enum Problem {
    /// Genes with two values.
    static func bits(_ count: Int) throws -> Genus {
        try Genus((0..<count).map { Gene("x\($0)", in: .integers(first: 0, last: 1, step: 1, scale: .linear)) })
    }

    /// Genes of all kinds, one of them conditional.
    static func mixed() throws -> Genus {
        try Genus([
            Gene("optimizer", in: .list([.text("adam"), .text("sgd"), .text("nadam")])),
            Gene(
                "momentum", in: .interval(first: 0, last: 0.99, scale: .linear),
                when: .equal(gene: "optimizer", .text("sgd"))),
            Gene("rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic)),
            Gene("depth", in: .integers(first: 1, last: 8, step: 1, scale: .linear)),
            Gene("dropout", in: .steps(first: 0, last: 0.5, step: 0.1)),
            Gene("units", in: .integers(first: 1, last: 1024, step: 1, scale: .logarithmic)),
        ])
    }

    /// Returns the sum of all codes; for bits, the number of ones.
    static func sum(_ genome: Genome) -> Double {
        genome.codes.reduce(0) { $0 + ($1 == Genome.inactive ? 0 : Double($1)) }
    }
}

extension Evolution {
    /// Evaluates until a number of generations are finished, requesting several births at a time.
    mutating func run(_ generations: Int, asking maximum: Int = .max, _ outcome: (Genome) -> Outcome) {
        while generation < generations {
            for birth in ask(maximum, through: generations) { tell(birth.id, outcome(birth.genome)) }
        }
    }
}
