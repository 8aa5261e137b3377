public import Genes
public import Populations

/// The result of one step, detailed enough to explain it. Organisms are identified by the numbers of their births.
public enum PhaseEvent: Codable, Hashable, Sendable {
    /// The outcomes of these births arrived. Those in `discarded`, newborn or elites, were too weak to stay in the
    /// population.
    case evaluated(births: [Int], discarded: [Int])
    /// The elites were chosen, the fittest first. The wheel is empty if chance played no part.
    case elites(chosen: [Int], wheel: [WheelShare])
    /// The mating pool was drawn from the wheel; in the order of the draws, possibly with repetitions.
    case breeders(wheel: [WheelShare], draws: [Int])
    /// Children were made; with litters, these include all siblings.
    case bred([Offspring])
    /// Some children were mutated, and one child of each litter was chosen to be born.
    case mutated([Mutant], litters: [LitterChoice])
    /// The newborn entered the population: the births that entered, left and stayed.
    case replaced(born: [Int], gone: [Int], stayed: [Int])

    /// The phase that produced the event.
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

/// One organism's segment of the wheel.
public struct WheelShare: Codable, Hashable, Sendable {
    /// The number of its birth.
    public let organism: Int
    /// Its probability at each draw, 0 to 1.
    public let share: Double
}

/// A child and the origin of its genes.
public struct Offspring: Codable, Hashable, Sendable {
    /// The index among the children of this phase, from 0.
    public let child: Int
    /// The mother's birth; nil if the genome was drawn at random or taken from a grid.
    public let mother: Int?
    /// The father's birth; nil if the child is a clone of the mother.
    public let father: Int?
    /// The crossover points.
    public let cut: Cut
    /// The child before mutation.
    public let genome: Genome
}

/// A child changed by mutation.
public struct Mutant: Codable, Hashable, Sendable {
    /// The index among the children to be born, from 0.
    public let child: Int
    /// The changed genes.
    public let changes: [GeneChange]
    /// The child after mutation.
    public let genome: Genome
}

/// A litter and the child of it that is born.
public struct LitterChoice: Codable, Hashable, Sendable {
    /// The index of the chosen child among the children to be born.
    public let child: Int
    /// The number of siblings.
    public let siblings: Int
    /// The model's prediction for the chosen child.
    public let expectation: PredictedFitness?
}
