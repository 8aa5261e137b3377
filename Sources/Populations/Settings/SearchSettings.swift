public import Genes

/// The settings of a search.
public struct SearchSettings: Codable, Hashable, Sendable {
    /// The number of organisms in a population and of births in a generation; 1 or more.
    public var size = 50
    /// The fraction of the population that survives as elites, rounded up.
    public var elitism = Fraction.twentieth
    /// The size of the mating pool as a fraction of the births, rounded up, at least 2. Its members are drawn from
    /// the population with replacement, and each is a parent equally often.
    public var breeding = Fraction.fourFifths
    /// The probability that a child has two parents, known as the crossover rate; the others are clones of one
    /// parent.
    public var crossing = Fraction.all
    /// The fraction of the children that become mutants.
    public var mutation = Fraction.fifth
    /// The mutation probability of each gene of a mutant; with a given value, a mutant can remain unchanged. Nil: 1 /
    /// genes, and if no gene changes, one is drawn to change, so that a mutant differs in 1.37 genes on average if
    /// there are many.
    public var factor: Double?
    /// The method that selects the breeders.
    public var selection = Selection.tournament(size: 5)
    /// The crossover method.
    public var crossover = Crossover.singlePoint
    /// The mutation method.
    public var change = Mutation.local
    /// The choice of elites.
    public var elites = EliteChoice.best
    /// The number of children bred for each birth. With 1, the plain algorithm runs; with more, a surrogate model of
    /// all evaluations so far chooses among them (pre-selection).
    public var litter = 1
    /// The quantity by which a litter's improvement is divided; nil for the improvement itself.
    public var litterRate: LitterRate?
    /// The way the first population is drawn.
    public var first = FirstDraw.stratified
    /// The method that keeps a population diverse.
    public var niching = Niching.none
    /// The order of births.
    public var strategy = Strategy.evolution
    /// The number of births planned ahead: a birth depends only on results that are at least this many births older.
    /// Nil for the default of the strategy. A generation of `evolution` never depends on itself, regardless of this
    /// value.
    public var ahead: Int?

    /// Creates settings with the rates of the Python package `naturalselection`, with tournaments.
    public init() {}

    /// The best measured settings for functions, whose evaluation takes almost no time: `Scripts/bench functions`.
    public static let quick: SearchSettings = {
        var settings = SearchSettings()
        settings.size = 60
        settings.breeding = .all
        settings.selection = .tournament(size: 3)
        settings.crossover = .mixed
        settings.niching = .crowding
        return settings
    }()

    /// The best measured settings for costly evaluations, such as trainings or programs: litters of 64 and single
    /// births, each from the best so far.
    public static let costly: SearchSettings = {
        var settings = SearchSettings()
        settings.litter = 64
        settings.strategy = .steady
        settings.selection = .tournament(size: 2)
        settings.crossover = .uniform
        settings.mutation = .half
        return settings
    }()

    /// The best measured settings for functions with several objectives: those of NSGA-II (Deb and others, 2002) with
    /// fewer mutants.
    ///
    /// Measured when tournaments still compared fronts (mean hypervolume of the last population of 100 after 25,000
    /// evaluations; ZDT1, ZDT4, DTLZ2, DTLZ7; 6 seeds) with mutants in 60% of the children: .8704, .868, .712, 2.506; 70%
    /// .8702, .866, .710, 2.508; all .8697, .844, .709, 2.477 (4 seeds). NSGA-II of pymoo (5 seeds): .8698, .867, .705,
    /// 2.486. As they are now (4,000 evaluations, 200 seeds; TNK, OSY, BNH, SRN), 60%: .6410, 15,585, 5,950.4, 42,304; 90%
    /// .6396, 15,604, 5,950.8, 42,305; all .6394, 15,686, 5,950.7, 42,306.
    public static let fronts: SearchSettings = {
        var settings = SearchSettings()
        settings.size = 100
        settings.breeding = .all
        settings.crossing = .nineTenths
        settings.mutation = .threeFifths
        settings.selection = .tournament(size: 2)
        settings.crossover = .simulatedBinary
        settings.change = .polynomial
        return settings
    }()

    /// The best measured settings for trainings on small tables, where each network is trained once for each fold.
    /// `help data` has the measurement.
    public static let smallTable: SearchSettings = {
        var settings = SearchSettings.costly
        settings.size = 10
        return settings
    }()

    /// The rates and operators of the Python package `naturalselection`, without its bugs.
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

    /// The name of a setting in the command language.
    public enum Name: String, CaseIterable, Sendable {
        case size, elitism, breeding, crossing, mutation, factor, selection, crossover, change, elites, litter, first
        case niching, ahead
    }

    /// True if children compete with their parents: in whole generations without litters.
    public var isCrowding: Bool { niching == .crowding && strategy == .evolution && litter == 1 }

    /// The allowed population sizes.
    public static let sizes = 1...1_000_000
    /// The allowed litter sizes.
    public static let litters = 1...4096
    /// The allowed numbers of births planned ahead.
    public static let aheads = 1...1_000_000
    /// The allowed sizes of a tournament or of a sample of `ageing`.
    public static let sampleSizes = 1...1_000_000

    /// Checks the ranges of all numbers.
    ///
    /// - Throws: `EvolutionError.wrongSetting` for the first number out of its range.
    public func check() throws(EvolutionError) {
        try Self.check("size", size, Self.sizes)
        try Self.check("litter", litter, Self.litters)
        if let ahead { try Self.check("ahead", ahead, Self.aheads) }
        if let factor, !(factor > 0 && factor <= 1) {
            throw .wrongSetting(name: "factor", expected: "a fraction above 0 and at most 1", found: "\(factor)")
        }
        if case .tournament(let size) = selection { try Self.check("tournament", size, Self.sampleSizes) }
        if let sample = strategy.sample { try Self.check("sample", sample, Self.sampleSizes) }
    }

    private static func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(EvolutionError) {
        guard !range.contains(value) else { return }
        throw .wrongSetting(name: name, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(value)")
    }

    /// Returns the number of elites in a population: never more than there are organisms.
    package func eliteCount(of count: Int) -> Int { min(elitism.of(size), count) }
}

extension SearchSettings {
    private enum CodingKeys: String, CodingKey {
        case size, elitism, breeding, crossing, mutation, factor, selection, crossover, change, elites, litter, first
        case niching, strategy, ahead, litterRate
    }

    /// Decodes the settings; those that did not exist in the version that wrote them get the values that were fixed
    /// then.
    ///
    /// - Throws: `DecodingError` if a part is missing or malformed.
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
        litterRate = try container.decodeIfPresent(LitterRate.self, forKey: .litterRate)
    }
}
