/// How the next genomes are found.
public struct SearchSettings: Codable, Hashable, Sendable {
    /// The organisms of a population, and the births of a generation; 1 or more.
    public var size = 50
    /// The share of the population that survives as elites, rounded up.
    public var elitism = Fraction.twentieth
    /// The size of the mating pool as a share of the births, rounded up, two at least. Its members are drawn from the
    /// population with replacement, and each is a parent equally often.
    public var breeding = Fraction.fourFifths
    /// The chance of a child to have two parents, known as the crossover rate; the others are clones of one parent.
    public var crossing = Fraction.all
    /// The share of the children that become mutants.
    public var mutation = Fraction.fifth
    /// The chance of each gene of a mutant to change; a mutant can then be left as it is. Nil: 1 / genes, and where no gene
    /// changed, one is drawn that does, so that a mutant differs in 1.37 genes on average where there are many.
    public var factor: Double?
    /// How breeders are drawn.
    public var selection = Selection.tournament(size: 5)
    /// How two parents make a child.
    public var crossover = Crossover.singlePoint
    /// How a mutated gene finds its new value.
    public var change = Mutation.local
    /// Who the elites are.
    public var elites = EliteChoice.best
    /// How many children are bred for each that is born; 1 is the plain algorithm. Of more, a model of everything
    /// evaluated so far chooses.
    public var litter = 1
    /// How the first population is drawn.
    public var first = FirstDraw.stratified
    /// How a population is kept from gathering in one place.
    public var niching = Niching.none
    /// How births follow one another.
    public var strategy = Strategy.evolution
    /// A birth depends only on results up to this many births before it; nil: as the strategy has it. A generation of
    /// `evolution` never depends on itself, whatever stands here.
    public var ahead: Int?

    /// The rates of the Python package `naturalselection`, with tournaments.
    public init() {}

    /// What measured best for functions, whose evaluation takes next to no time: `Scripts/bench functions`.
    public static let quick: SearchSettings = {
        var settings = SearchSettings()
        settings.size = 60
        settings.breeding = .all
        settings.selection = .tournament(size: 3)
        settings.crossover = .mixed
        settings.niching = .crowding
        return settings
    }()

    /// What measured best where an evaluation is a training or a program, and so worth some thought: litters of 64, births
    /// one at a time, each into the best so far.
    public static let costly: SearchSettings = {
        var settings = SearchSettings()
        settings.litter = 64
        settings.strategy = .steady
        settings.selection = .tournament(size: 2)
        settings.crossover = .uniform
        settings.mutation = .half
        return settings
    }()

    /// The ancestor's rates and operators, with its faults mended.
    public static let classic: SearchSettings = {
        var settings = SearchSettings()
        settings.selection = .roulette
        settings.crossover = .singlePoint
        settings.change = .uniform
        settings.elites = .best
        settings.litter = 1
        settings.strategy = .evolution
        return settings
    }()

    /// A setting by its word in the language.
    public enum Name: String, CaseIterable, Sendable {
        case size, elitism, breeding, crossing, mutation, factor, selection, crossover, change, elites, litter, first
        case niching, ahead
    }

    /// How parents are drawn: in `ageing` by tournaments of its sample.
    public var parentSelection: Selection {
        if case .ageing(let sample) = strategy { .tournament(size: sample) } else { selection }
    }

    /// Whether children compete with their parents: in whole generations without litters.
    public var isCrowding: Bool { niching == .crowding && strategy == .evolution && litter == 1 }

    /// Whether the search depends on a setting.
    public func reads(_ name: Name) -> Bool {
        if isCrowding, [.elitism, .elites, .breeding, .selection].contains(name) { return false }
        if name == .niching, niching == .crowding, !isCrowding { return false }
        return strategy.settings.contains(name)
    }

    /// How many births can be evaluated at once: those that do not wait for one another's results.
    public var birthsAtOnce: Int { strategy.isSingle ? ahead ?? min(Steady.ahead, size) : size }

    /// The sizes that a population can have.
    public static let sizes = 1...1_000_000
    /// The numbers of children that a litter can have.
    public static let litters = 1...4096
    /// The numbers of births that can be planned ahead.
    public static let aheads = 1...1_000_000
    /// The numbers of organisms that a tournament, or a sample of `ageing`, can draw.
    public static let sampleSizes = 1...1_000_000

    /// Throws `EvolutionError.wrongSetting` for a number out of its range.
    public func check() throws(EvolutionError) {
        try Self.check("size", size, Self.sizes)
        try Self.check("litter", litter, Self.litters)
        if let ahead { try Self.check("ahead", ahead, Self.aheads) }
        if let factor, !(factor > 0 && factor <= 1) {
            throw .wrongSetting(name: "factor", expected: "above 0 and at most 1", found: "\(factor)")
        }
        if case .tournament(let size) = selection { try Self.check("tournament", size, Self.sampleSizes) }
        if case .ageing(let sample) = strategy { try Self.check("sample", sample, Self.sampleSizes) }
    }

    private static func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(EvolutionError) {
        guard !range.contains(value) else { return }
        throw .wrongSetting(name: name, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(value)")
    }

    /// The mating pool for a number of children that are to be born.
    func breeders(for births: Int) -> Int { max(2, breeding.of(births)) * litter }

    /// The number of elites of a population: never more than there are organisms.
    func eliteCount(of count: Int) -> Int { min(elitism.of(size), count) }
}

extension SearchSettings {
    private enum CodingKeys: String, CodingKey {
        case size, elitism, breeding, crossing, mutation, factor, selection, crossover, change, elites, litter, first
        case niching, strategy, ahead
    }

    /// Reads the settings; those that are newer than what wrote them have the values that were then the only ones.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        size = try container.decode(Int.self, forKey: .size)
        elitism = try container.decode(Fraction.self, forKey: .elitism)
        breeding = try container.decode(Fraction.self, forKey: .breeding)
        crossing = try container.decodeIfPresent(Fraction.self, forKey: .crossing) ?? .all
        mutation = try container.decode(Fraction.self, forKey: .mutation)
        factor = try container.decodeIfPresent(Double.self, forKey: .factor)
        selection = try container.decode(Selection.self, forKey: .selection)
        crossover = try container.decode(Crossover.self, forKey: .crossover)
        change = try container.decode(Mutation.self, forKey: .change)
        elites = try container.decode(EliteChoice.self, forKey: .elites)
        litter = try container.decode(Int.self, forKey: .litter)
        first = try container.decodeIfPresent(FirstDraw.self, forKey: .first) ?? .stratified
        niching = try container.decodeIfPresent(Niching.self, forKey: .niching) ?? .none
        strategy = try container.decode(Strategy.self, forKey: .strategy)
        ahead = try container.decodeIfPresent(Int.self, forKey: .ahead)
    }
}
