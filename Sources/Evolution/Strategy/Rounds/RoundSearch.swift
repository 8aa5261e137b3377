import Randomness

/// The state of a strategy that draws its births in rounds, from what it learned in the rounds before.
///
/// All births of a round can be evaluated at once. A round has its own length; a generation still has `size` births.
enum RoundSearch: Codable, Equatable, Sendable {
    case differential(DifferentialEvolution)
    case cma(CovarianceAdaptation)
    case relay(Relay)

    private enum CodingKeys: String, CodingKey { case differential, cma, relay }
    private enum DifferentialCodingKeys: String, CodingKey { case _0 }
    private enum CmaCodingKeys: String, CodingKey { case _0 }
    private enum RelayCodingKeys: String, CodingKey { case _0 }

    /// Creates the state of a strategy; nil if it has no rounds.
    init?(_ settings: SearchSettings, of genus: Genus, like: [PartialGenome], _ generator: inout Generator) {
        let size = Self.roundSize(settings)
        var offspring = OffspringBatch(genes: genus.genes.count)
        offspring.prepare(size)
        if !like.isEmpty {
            FirstPopulation.clone(like, into: &offspring, of: genus, settings: settings, &generator)
        } else if settings.strategy == .differential {
            FirstPopulation.draw(size, into: &offspring, of: genus, by: settings.first, &generator)
        }
        let codes = offspring.young.codes
        let near = like.isEmpty ? nil : codes[0..<genus.genes.count]
        switch settings.strategy {
        case .differential: self = .differential(DifferentialEvolution(size: size, from: codes, of: genus))
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
        case .relay(let state): state.round
        }
    }

    /// Writes some births of this round into the offspring.
    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        switch self {
        case .differential(let state): state.write(births, into: &offspring, of: genus)
        case .cma(let state): state.write(births, into: &offspring, of: genus)
        case .relay(let state): state.write(births, into: &offspring, of: genus)
        }
    }

    /// Returns the row that leaves the population after a birth joined it as its last row; nil for the oldest.
    func loser(among population: Population) -> Int? {
        switch self {
        case .differential(let state): state.loser(among: population)
        case .cma: nil
        case .relay(let state): state.loser(among: population)
        }
    }

    /// Takes the outcome of the next birth, and prepares the next round after the last one of this.
    mutating func learn(_ fitness: Double, size: Double, of genus: Genus, _ generator: inout Generator) {
        // In place: a copy of the payload would cost as much as the round.
        switch consume self {
        case .differential(var state):
            state.learn(fitness, size: size, of: genus, &generator)
            self = .differential(state)
        case .cma(var state):
            state.learn(fitness, size: size, of: genus, &generator)
            self = .cma(state)
        case .relay(var state):
            state.learn(fitness, size: size, of: genus, &generator)
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
        case (.relay(let state), .relay):
            return state.isSound(of: genus, size: size, planned: planned, admitted: admitted)
        default: return false
        }
    }
}
