import Genes
import Populations
import Randomness

/// The state of a strategy that draws its births in rounds, from what it learned in the rounds before.
///
/// All births of a round can be evaluated at once. A round has its own length; a generation still has `size` births.
enum RoundSearch: Codable, Equatable, Sendable {
    case differential(DifferentialEvolution)
    case cma(CovarianceAdaptation)
    /// `cma` for several objectives.
    case cmaFront(FrontCovarianceAdaptation)
    case relay(Relay)

    private enum CodingKeys: String, CodingKey { case differential, cma, cmaFront, relay }
    private enum DifferentialCodingKeys: String, CodingKey { case _0 }
    private enum CmaCodingKeys: String, CodingKey { case _0 }
    private enum CmaFrontCodingKeys: String, CodingKey { case _0 }
    private enum RelayCodingKeys: String, CodingKey { case _0 }

    /// Creates the state of a strategy; nil if it has no rounds.
    init?(
        _ settings: SearchSettings, of genus: Genus, like: [PartialGenome], _ criteria: Criteria,
        _ generator: inout Generator
    ) {
        let isFront = criteria.objectives > 1
        let size = Self.roundSize(settings)
        var offspring = OffspringBatch(genes: genus.genes.count)
        offspring.prepare(size)
        if !like.isEmpty {
            FirstPopulation.clone(like, into: &offspring, of: genus, settings: settings, &generator) { _ in }
        } else if settings.strategy == .differential || settings.strategy == .cma && isFront {
            FirstPopulation.draw(size, into: &offspring, of: genus, by: settings.first, &generator) { _ in }
        }
        let codes = offspring.young.codes
        let near = like.isEmpty ? nil : codes[0..<genus.genes.count]
        switch settings.strategy {
        case .differential: self = .differential(DifferentialEvolution(size: size, from: codes, of: genus))
        case .cma where isFront:
            self = .cmaFront(
                FrontCovarianceAdaptation(size: size, from: codes, isWarm: !like.isEmpty, of: genus))
        case .cma: self = .cma(CovarianceAdaptation(size: size, near: near, of: genus, &generator))
        case .relay: self = .relay(Relay(size: size, near: near, of: genus, &generator))
        default: return nil
        }
    }

    /// The number of births in the first round: the size of the population, if it is large enough.
    private static func roundSize(_ settings: SearchSettings) -> Int {
        max(settings.size, max(DifferentialEvolution.leastSize, CovarianceAdaptation.leastSize))
    }

    /// The births of this round.
    var round: Range<Int> {
        switch self {
        case .differential(let state): state.round
        case .cma(let state): state.round
        case .cmaFront(let state): state.round
        case .relay(let state): state.round
        }
    }

    /// Writes some births of this round into the offspring.
    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        switch self {
        case .differential(let state): state.write(births, into: &offspring, of: genus)
        case .cma(let state): state.write(births, into: &offspring, of: genus)
        case .cmaFront(let state): state.write(births, into: &offspring, of: genus)
        case .relay(let state): state.write(births, into: &offspring, of: genus)
        }
    }

    /// Returns the row that leaves the population after a birth joined it as its last row; nil for the oldest.
    func loser(among population: Population) -> Int? {
        switch self {
        case .differential(let state): state.loser(among: population)
        case .cma: nil
        case .cmaFront(let state): state.loser(among: population)
        case .relay(let state): state.loser(among: population)
        }
    }

    /// The births that are the population now that a round has ended, where one number does not order them; nil within
    /// a round, and for strategies whose newborn replace the oldest.
    var settledBirths: [Int]? {
        switch self {
        case .differential(let state): state.settledBirths
        case .cma: nil
        case .cmaFront(let state): state.settledBirths
        case .relay(let state): state.settledBirths
        }
    }

    /// Takes the outcome of the next birth, and prepares the next round after the last one of this.
    ///
    /// - Parameter outcomes: The outcomes that order organisms if their fitness does not; nil if it does.
    mutating func learn(
        _ fitness: Double, size: Double, of genus: Genus, _ outcomes: RoundOutcomes?, _ generator: inout Generator
    ) {
        // In place: a copy of the payload would cost as much as the round.
        switch consume self {
        case .differential(var state):
            state.learn(fitness, size: size, of: genus, outcomes, &generator)
            self = .differential(state)
        case .cma(var state):
            state.learn(fitness, size: size, of: genus, outcomes, &generator)
            self = .cma(state)
        case .cmaFront(var state):
            if let outcomes { state.learn(size: size, of: genus, outcomes, &generator) }
            self = .cmaFront(state)
        case .relay(var state):
            state.learn(fitness, size: size, of: genus, outcomes, &generator)
            self = .relay(state)
        }
    }

    /// Returns true if a decoded state matches the rest of the search.
    ///
    /// - Parameters:
    ///   - planned: The number of births that were planned.
    ///   - admitted: The number of births that are in the population or were.
    func isSound(of genus: Genus, settings: SearchSettings, planned: Int, admitted: Int) -> Bool {
        let size = Self.roundSize(settings)
        switch (self, settings.strategy) {
        case (.differential(let state), .differential):
            return state.isSound(of: genus, size: size, planned: planned, admitted: admitted)
        case (.cma(let state), .cma):
            return state.isSound(of: genus, size: size, planned: planned, admitted: admitted)
        case (.cmaFront(let state), .cma):
            return state.isSound(of: genus, size: size, planned: planned, admitted: admitted)
        case (.relay(let state), .relay):
            return state.isSound(of: genus, size: size, planned: planned, admitted: admitted)
        default: return false
        }
    }
}
