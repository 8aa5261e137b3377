/// What one step did, told so that a teacher can show it. Organisms are named by the numbers of their births.
public enum PhaseEvent: Codable, Hashable, Sendable {
    /// Outcomes arrived: of these births, of whom `withoutPlace` were too weak to stay in the population (they, or the
    /// elites that they outdid).
    case evaluated(births: [Int], withoutPlace: [Int])
    /// Survivors were chosen, the fittest first. The wheel is empty where no chance took part.
    case elites(chosen: [Int], wheel: [WheelShare])
    /// The mating pool was drawn from the wheel; in the order of the draws, one organism possibly often.
    case breeders(wheel: [WheelShare], draws: [Int])
    /// Children were made; with litters, these are all the siblings.
    case bred([Offspring])
    /// Some children were changed, and of litters, one child each was chosen to be born.
    case mutated([Mutant], litters: [LitterChoice])
    /// The newborn took their places: who was born, who is gone, who stayed.
    case replaced(born: [Int], gone: [Int], stayed: [Int])

    /// The phase that the event tells of.
    public var phase: Phase {
        switch self {
        case .evaluated: .evaluate
        case .elites: .elites
        case .breeders: .breeders
        case .bred: .breed
        case .mutated: .mutate
        case .replaced: .replace
        }
    }
}

/// One organism's field on the wheel.
public struct WheelShare: Codable, Hashable, Sendable {
    /// The number of its birth.
    public let organism: Int
    /// Its chance at each draw, 0 to 1.
    public let share: Double
}

/// One child and where its genes come from.
public struct Offspring: Codable, Hashable, Sendable {
    /// The place among the children of this phase, from 0.
    public let child: Int
    /// The mother's birth; nil where the genome was drawn at random or taken from a grid.
    public let mother: Int?
    /// The father's birth; nil where the child is the mother's clone.
    public let father: Int?
    /// Where the parents were cut.
    public let cut: Cut
    /// The child before mutation.
    public let genome: Genome
}

/// One gene that changed.
public struct GeneChange: Codable, Hashable, Sendable {
    /// The place of the gene in the genus.
    public let gene: Int
    /// Its code before; `Genome.inactive` where it has just begun to take part.
    public let from: UInt32
    /// Its code after; `Genome.inactive` where it takes no part any more.
    public let to: UInt32
}

/// A child that mutation changed.
public struct Mutant: Codable, Hashable, Sendable {
    /// The place among the children to be born, from 0.
    public let child: Int
    /// What changed.
    public let changes: [GeneChange]
    /// The child after mutation.
    public let genome: Genome
}

/// What a model expected of a genome before its evaluation.
public struct Expectation: Codable, Hashable, Sendable {
    /// The fitness in the middle of what was expected.
    public let fitness: Double
    /// The fitness one standard deviation lower.
    public let low: Double
    /// The fitness one standard deviation higher.
    public let high: Double

    private enum CodingKeys: String, CodingKey { case fitness, low, high }
}

/// One litter and who of it is born.
public struct LitterChoice: Codable, Hashable, Sendable {
    /// The place of the chosen child among the children to be born.
    public let child: Int
    /// How many siblings there were.
    public let siblings: Int
    /// What the model expects of the chosen one.
    public let expectation: Expectation?
}
