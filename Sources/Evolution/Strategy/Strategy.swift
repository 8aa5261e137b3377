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
        .evolution, .steady, .ageing(sample: 10), .differential, .cma, .relay, .random, .grid,
    ]

    /// The word in the command language.
    public var name: String {
        switch self {
        case .evolution: "evolution"
        case .steady: "steady"
        case .ageing: "ageing"
        case .differential: "differential"
        case .cma: "cma"
        case .relay: "relay"
        case .random: "random"
        case .grid: "grid"
        }
    }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .evolution: "whole generations, each bred from the one before"
        case .steady: "single births, each from a population of the best so far"
        case .ageing(let sample):
            "the fittest of a sample (default \(sample)) is mutated, the oldest dies (regularized evolution)"
        case .differential: "for real genes: differences of organisms become steps (differential evolution, L-SHADE)"
        case .cma: "for real genes: samples of a normal distribution that adapts (CMA-ES with restarts)"
        case .relay: "for real genes: cma until it has converged, then differential"
        case .random: "genomes drawn at random: the baseline for every other strategy"
        case .grid: "genomes on an even grid that is refined step by step"
        }
    }

    /// Creates the strategy with this word; nil if the word is unknown.
    public init?(named name: String) {
        guard let choice = Self.all.first(where: { $0.name == name }) else { return nil }
        self = choice
    }

    /// The phases of one round, the evaluation first.
    public var phases: [Phase] {
        switch self {
        case .evolution: Generational.phases
        case .steady: Steady.phases
        case .ageing: Ageing.phases
        case .differential: DifferentialEvolution.phases
        case .cma: CovarianceAdaptation.phases
        case .relay: Relay.phases
        case .random: RandomSearch.phases
        case .grid: GridSearch.phases
        }
    }

    /// The settings that the strategy uses; it ignores all others.
    public var settings: Set<SearchSettings.Name> {
        switch self {
        case .evolution: Generational.settings
        case .steady: Steady.settings
        case .ageing: Ageing.settings
        case .differential: DifferentialEvolution.settings
        case .cma: CovarianceAdaptation.settings
        case .relay: Relay.settings
        case .random: RandomSearch.settings
        case .grid: GridSearch.settings
        }
    }

    /// Returns the purpose of a phase with given settings, and the effect of omitting it; nil if the strategy does
    /// not have the phase.
    public static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch settings.strategy {
        case .evolution: Generational.purpose(of: phase, in: settings)
        case .steady: Steady.purpose(of: phase, in: settings)
        case .ageing(let sample): Ageing.purpose(of: phase, sample: sample, in: settings)
        case .differential: DifferentialEvolution.purpose(of: phase)
        case .cma: CovarianceAdaptation.purpose(of: phase)
        case .relay: Relay.purpose(of: phase)
        case .random: RandomSearch.purpose(of: phase)
        case .grid: GridSearch.purpose(of: phase)
        }
    }

    /// True for strategies whose births join the population one by one, each as soon as its result and those before it
    /// are known: in single births, results that are `ahead` births old; in rounds, those of the round before.
    public var isSingle: Bool {
        switch self {
        case .steady, .ageing, .differential, .cma, .relay: true
        case .evolution, .random, .grid: false
        }
    }

    /// Returns the best measured size of a population for functions of this number of genes: `Scripts/bench reals`.
    public func size(genes: Int) -> Int {
        switch self {
        case .cma: CovarianceParameters.samples(dimensions: genes)
        case .differential, .relay: max(10, min(5 * genes, 30 + 2 * genes, 200))
        case .evolution, .steady, .ageing, .random, .grid: SearchSettings().size
        }
    }

    /// True for strategies that draw their births in rounds, all of which can be evaluated at once.
    public var hasRounds: Bool {
        switch self {
        case .differential, .cma, .relay: true
        case .evolution, .steady, .ageing, .random, .grid: false
        }
    }
}
