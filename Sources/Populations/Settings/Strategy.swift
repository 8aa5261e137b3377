/// The order in which births follow each other.
public enum Strategy: Codable, Hashable, Sendable {
    /// Whole generations, each bred from the population before it.
    case evolution
    /// Single births, each from a population of the best so far.
    case steady
    /// Single births: the fittest of a sample is cloned and mutated, and the oldest dies (regularized evolution).
    case ageing(sample: Int)
    /// Differential evolution: differences of organisms become steps, whose lengths adapt.
    case differential
    /// Samples of a normal distribution that adapts to the best of them (CMA-ES).
    case cma
    /// CMA-ES until it has converged, then differential evolution.
    case relay
    /// Genomes drawn at random: the baseline for every other strategy.
    case random
    /// Genomes on an even grid that is refined step by step.
    case grid

    private enum CodingKeys: String, CodingKey {
        case evolution, steady, ageing, differential, cma, relay, random, grid
    }
    private enum AgeingCodingKeys: String, CodingKey { case sample }

    /// The size of the sample in `ageing`; nil in other strategies.
    public var sample: Int? { if case .ageing(let sample) = self { sample } else { nil } }

    // What operators must know of a strategy; the rest is in its file, which knows the whole search.

    /// True if a child can have two parents. In `ageing` it is a clone of one.
    package var hasFathers: Bool { sample == nil }

    /// True if mutation changes exactly one gene of each child.
    package var changesOneGene: Bool { sample != nil }
}
