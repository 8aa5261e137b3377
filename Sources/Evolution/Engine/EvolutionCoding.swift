import Genes
import Populations
import Randomness
import Surrogate

extension Evolution: Equatable {
    /// Returns true if both are at the same moment of the same search, and so will continue alike.
    public static func == (left: Evolution, right: Evolution) -> Bool {
        left.genus == right.genus && left.settings == right.settings && left.phase == right.phase
            && left.generator == right.generator && left.planned == right.planned && left.asked == right.asked
            && left.reported == right.reported && left.early == right.early && left.best == right.best
            && left.criteria == right.criteria
            && left.members == right.members && left.waiting == right.waiting
            && left.living == right.living && left.grid == right.grid && left.rounds == right.rounds
            && left.litters == right.litters && left.frontLitters == right.frontLitters
            && left.tieSeed == right.tieSeed && left.selfAdaptation == right.selfAdaptation
            && left.history == right.history
    }

    /// The results of earlier phases of the round that later ones need; those of other phases have lost their
    /// meaning.
    private var living: Living {
        switch phase {
        case .evaluate: Living(elites: [], pool: [], offspring: nil)
        case .elites: Living(elites: [], pool: [], offspring: nil)
        case .breeders: Living(elites: elites, pool: [], offspring: nil)
        case .breed: Living(elites: elites, pool: pool, offspring: nil)
        case .mutate, .replace:
            Living(
                elites: elites, pool: [], offspring: joining == .oneByOne && phase == .replace ? nil : offspring)
        }
    }

    private struct Living: Codable, Equatable {
        let elites: [Int32]
        let pool: [Int32]
        let offspring: OffspringBatch?

        private enum CodingKeys: String, CodingKey { case elites, pool, offspring = "brood" }
    }
}

extension Evolution: Codable {
    private enum CodingKeys: String, CodingKey {
        case genus, settings, phase, generator, planned, asked, early, members, waiting, living, grid, rounds
        case reported = "told"
        case best = "fittest"
        case litters, history, tieSeed, selfAdaptation, criteria, frontLitters
    }

    /// Decodes a search at the moment at which it was encoded.
    ///
    /// - Throws: `DecodingError`, `EvolutionError` if a setting is out of range, or `UnsoundEvolution` if parts of
    ///   the search are inconsistent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        genus = try container.decode(Genus.self, forKey: .genus)
        settings = try container.decode(SearchSettings.self, forKey: .settings)
        joining = settings.strategy.joining
        phase = try container.decode(Phase.self, forKey: .phase)
        generator = try container.decode(Generator.self, forKey: .generator)
        planned = try container.decode(Int.self, forKey: .planned)
        asked = try container.decode(Int.self, forKey: .asked)
        reported = try container.decode(Int.self, forKey: .reported)
        early = try container.decode([Int: Outcome].self, forKey: .early)
        best = try container.decodeIfPresent(Organism.self, forKey: .best)
        fittestFitness = best?.outcome?.fitness ?? -.infinity
        criteria = try container.decodeIfPresent(Criteria.self, forKey: .criteria) ?? .single
        members = try container.decode(Population.self, forKey: .members)
        waiting = try container.decode(Population.self, forKey: .waiting)
        grid = try container.decode(GridSearch.self, forKey: .grid)
        rounds = try container.decodeIfPresent(RoundSearch.self, forKey: .rounds)
        litters = try container.decode(Litter.self, forKey: .litters)
        frontLitters = try container.decodeIfPresent(FrontLitter.self, forKey: .frontLitters) ?? FrontLitter()
        history = try container.decode(History.self, forKey: .history)
        tieSeed = try container.decodeIfPresent(UInt64.self, forKey: .tieSeed) ?? 0
        selfAdaptation =
            try container.decodeIfPresent(SelfAdaptation.self, forKey: .selfAdaptation) ?? SelfAdaptation()
        let living = try container.decode(Living.self, forKey: .living)
        elites = living.elites
        pool = living.pool
        offspring = living.offspring ?? OffspringBatch(genes: genus.genes.count)
        try settings.check(for: criteria)
        try checkSoundness()
        rebuildFront()
    }

    /// Encodes everything that the next steps depend on.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(genus, forKey: .genus)
        try container.encode(settings, forKey: .settings)
        try container.encode(phase, forKey: .phase)
        try container.encode(generator, forKey: .generator)
        try container.encode(planned, forKey: .planned)
        try container.encode(asked, forKey: .asked)
        try container.encode(reported, forKey: .reported)
        try container.encode(early, forKey: .early)
        try container.encodeIfPresent(best, forKey: .best)
        try container.encode(members, forKey: .members)
        try container.encode(waiting, forKey: .waiting)
        try container.encode(living, forKey: .living)
        try container.encode(grid, forKey: .grid)
        try container.encodeIfPresent(rounds, forKey: .rounds)
        try container.encode(litters, forKey: .litters)
        try container.encode(history, forKey: .history)
        try container.encode(tieSeed, forKey: .tieSeed)
        if criteria != .single { try container.encode(criteria, forKey: .criteria) }
        if !frontLitters.isEmpty { try container.encode(frontLitters, forKey: .frontLitters) }
        if !selfAdaptation.isEmpty { try container.encode(selfAdaptation, forKey: .selfAdaptation) }
    }
}
