/// How births follow one another.
public enum Strategy: Codable, Hashable, Sendable {
    /// Whole generations: all of one are bred from the population before it.
    case evolution
    /// A birth at a time, each into a population of the best so far.
    case steady
    /// A birth at a time; the fittest of a sample is cloned and mutated, and the oldest dies.
    case ageing(sample: Int)
    /// Genomes drawn at random: what every search must beat.
    case random
    /// Genomes on an even grid that grows finer.
    case grid

    /// All strategies, with their default numbers.
    public static let all: [Strategy] = [.evolution, .steady, .ageing(sample: 10), .random, .grid]

    /// The word in the language.
    public var name: String {
        switch self {
        case .evolution: "evolution"
        case .steady: "steady"
        case .ageing: "ageing"
        case .random: "random"
        case .grid: "grid"
        }
    }

    /// One line about it.
    public var summary: String {
        switch self {
        case .evolution: "whole generations, each bred from the one before"
        case .steady: "one birth at a time, each into a population of the best so far"
        case .ageing(let sample):
            "the fittest of a sample (of \(sample) where nothing is said) is mutated, the oldest dies"
        case .random: "genomes drawn at random: what every search must beat"
        case .grid: "genomes on an even grid that grows finer"
        }
    }

    /// The strategy with this word; nil for an unknown one.
    public init?(named name: String) {
        guard let choice = Self.all.first(where: { $0.name == name }) else { return nil }
        self = choice
    }

    /// The phases that one round of it has, the evaluation first.
    public var phases: [Phase] {
        switch self {
        case .evolution: Generational.phases
        case .steady: Steady.phases
        case .ageing: Ageing.phases
        case .random: RandomSearch.phases
        case .grid: GridSearch.phases
        }
    }

    /// The settings that it reads; it ignores all others.
    public var settings: Set<SearchSettings.Name> {
        switch self {
        case .evolution: Generational.settings
        case .steady: Steady.settings
        case .ageing: Ageing.settings
        case .random: RandomSearch.settings
        case .grid: GridSearch.settings
        }
    }

    /// The purpose of a phase of it with given settings, and what would happen without the phase; nil for a phase that it
    /// does not have.
    public static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch settings.strategy {
        case .evolution: Generational.purpose(of: phase, in: settings)
        case .steady: Steady.purpose(of: phase, in: settings)
        case .ageing(let sample): Ageing.purpose(of: phase, sample: sample, in: settings)
        case .random: RandomSearch.purpose(of: phase)
        case .grid: GridSearch.purpose(of: phase)
        }
    }

    /// Whether births follow one another singly, each after results that are `ahead` births old.
    public var isSingle: Bool {
        switch self {
        case .steady, .ageing: true
        case .evolution, .random, .grid: false
        }
    }
}
