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

    /// All strategies, with their default numbers.
    public static let all: [Strategy] = [
        .evolution, .steady, .ageing(sample: Ageing.defaultSample), .differential, .cma, .relay, .random, .grid,
    ]

    /// The strategy's file.
    var rules: any SearchStrategy.Type {
        switch self {
        case .evolution: Generational.self
        case .steady: Steady.self
        case .ageing: Ageing.self
        case .differential: DifferentialEvolution.self
        case .cma: CovarianceAdaptation.self
        case .relay: Relay.self
        case .random: RandomSearch.self
        case .grid: GridSearch.self
        }
    }

    /// The size of the sample in `ageing`; nil in other strategies.
    public var sample: Int? { if case .ageing(let sample) = self { sample } else { nil } }

    /// The word in the command language.
    public var name: String { rules.name }

    /// A summary in one line.
    public var summary: String { rules.summary }

    /// Creates the strategy with this word; nil if the word is unknown.
    public init?(named name: String) {
        guard let choice = Self.all.first(where: { $0.name == name }) else { return nil }
        self = choice
    }

    /// The phases of one round, the evaluation first.
    public var phases: [Phase] { rules.phases }

    /// The settings that the strategy uses; it ignores all others.
    public var settings: Set<SearchSettings.Name> { rules.settings }

    /// Returns the purpose of a phase with given settings, and the effect of omitting it; nil if the strategy does
    /// not have the phase.
    public static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        settings.strategy.rules.purpose(of: phase, in: settings)
    }

    /// The way in which births join the population.
    public var joining: Joining { rules.joining }

    /// Returns the best measured size of a population for functions of this number of genes: `Scripts/bench reals`.
    public func size(genes: Int) -> Int { rules.size(genes: genes) }

    /// True for strategies that draw their births in rounds, all of which can be evaluated at once.
    public var hasRounds: Bool { rules.hasRounds }

    /// The origin of a birth without parents, as a sentence about it.
    package var originWithoutParents: String { rules.originWithoutParents }
}

extension SearchSettings {
    /// The advice against premature convergence that the strategy adds to what helps in all.
    package var remedies: [String] { strategy.rules.remedies(in: self) }
}
