public import Populations

extension Strategy {
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
