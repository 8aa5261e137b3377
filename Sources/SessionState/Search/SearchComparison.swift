package import Evolution
import Randomness
package import Statistics

/// A comparison of the evolution with a strategy that learns nothing, at the same number of evaluations.
package struct SearchComparison: Codable, Hashable, Sendable {
    /// The strategy of the other search.
    package let other: String
    /// The fitness of each evaluation of the evolution in the order of births; nil for failures.
    package let evolution: [Double?]
    /// The fitness of each evaluation of the other search; of the first one if there were several.
    let others: [Double?]
    /// The results of all random searches; nil if there was only one.
    package private(set) var searches: RandomSearches?
    /// The number of genomes that random search draws from, with equal probability and without replacement; nil if its
    /// draws are practically independent.
    private(set) var population: Int?
    /// True if the numbers are hypervolumes of the front so far after each evaluation, because there are several
    /// objectives; nil if they are the fitness of each evaluation.
    private(set) var isHypervolume: Bool?
    /// The genomes of the first random search, at most 10,000.
    package private(set) var sample: [SampledGenome]?

    private enum CodingKeys: String, CodingKey {
        case other, evolution, others, searches, population, sample, isHypervolume
    }

    /// A genome that was drawn at random, with its fitness.
    package struct SampledGenome: Codable, Hashable, Sendable {
        package let codes: [UInt32]
        package let fitness: Double
    }

    /// The random stream that seeds random searches, so that they share no draw with the evolution.
    private static let stream: UInt64 = 0x7261_6E64
    /// The maximum size of `sample`; more random genomes do not make the importance of genes clearer.
    private static let largestSample = 10_000

    /// Compares an evolution with one or more searches of another strategy.
    package init(_ evolution: Evolution, with rivals: RivalSearches) {
        other = rivals.first.settings.strategy.name
        self.evolution = rivals.measure.values(of: evolution)
        others = rivals.measure.values(of: rivals.first)
        isHypervolume = rivals.measure.isHypervolume ? true : nil
        guard rivals.first.settings.strategy == .random else { return }
        searches = rivals.summary
        // Genes matter for a fitness; a hypervolume is no property of a genome.
        guard !rivals.measure.isHypervolume else { return }
        population = rivals.first.genus.equiprobableGenomes
        sample = (0..<min(rivals.first.evaluations, Self.largestSample)).compactMap { id in
            rivals.first.history.outcome(id)?.feasibleFitness.map {
                SampledGenome(codes: rivals.first.history.genome(id).codes, fitness: $0)
            }
        }
    }

    /// Returns the seeds of random searches, always the same for a seed of the session.
    package static func seeds(_ count: Int, of seed: UInt64) -> [UInt64] {
        var generator = Generator(seed: seed, stream: stream)
        return (0..<count).map { _ in generator.next() }
    }

    /// Returns the best fitness after each evaluation; nil before the first fitness.
    package static func bestSoFar(_ fitness: [Double?]) -> [Double?] {
        var best: Double?
        return fitness.map { value in
            best = [best, value].compactMap { $0 }.max()
            return best
        }
    }

    /// The best fitness of the evolution.
    private var best: Double? { evolution.compactMap { $0 }.max() }

    /// The fraction of the random searches that the evolution beats, ties counted half; nil if there was only one.
    package var beaten: Proportion? {
        guard let searches, let best else { return nil }
        let differences = searches.bests.map { best.difference(from: $0 ?? -.infinity) }
        return Proportion(
            Double(differences.count { $0 > 0 }) + Double(differences.count { $0 == 0 }) / 2, of: differences.count)
    }

    /// The number of random searches whose best equals the evolution's.
    package var ties: Int {
        guard let searches, let best else { return 0 }
        return searches.bests.count { $0.map(best.difference) == 0 }
    }

    /// The conclusion from a single random search about another one; nil if there were several, and for hypervolumes:
    /// they are not the best of independent draws.
    package var searchAgain: (hits: Int, draws: Int, probabilityOfAHit: ClosedRange<Double>)? {
        guard searches == nil, isHypervolume != true, other == Strategy.random.name, let best, !others.isEmpty else {
            return nil
        }
        let hits = others.count { $0 ?? -.infinity >= best }
        let again = SearchAgain(draws: others.count, population: population)
        return (hits, others.count, again.probabilityOfAHit(after: hits))
    }

    /// The band that contains the best of 95% of random searches after each evaluation. It comes from the searches if
    /// there were several, otherwise it is the prediction interval from the single one. An unknown end is infinite;
    /// nil if both ends are unknown.
    package var otherBand: [ClosedRange<Double>?] {
        guard other == Strategy.random.name else { return [] }
        if let searches { return searches.expanded(searches.band, to: others.count) }
        // A hypervolume is not the best of independent draws.
        guard isHypervolume != true else { return [] }
        let prediction = BestOfDraws(sample: others.map { $0 ?? -.infinity })
        return others.indices.map { index in
            let interval = prediction.interval(ofBestOf: index + 1)
            return interval.lowerBound.isFinite ? interval : nil
        }
    }

    /// The best of the other search after each evaluation; the median if there were several.
    package var otherBest: [Double?] {
        searches.map { $0.expanded($0.median, to: others.count) } ?? Self.bestSoFar(others)
    }
}

extension Genus {
    /// The number of genomes if random search draws each with equal probability; nil if genes have conditions or a
    /// logarithmic scale, or if there are too many genomes to count.
    fileprivate var equiprobableGenomes: Int? {
        let isEven = genes.allSatisfy { gene in
            guard gene.condition == nil else { return false }
            if case .integers(_, _, _, .logarithmic) = gene.domain { return false }
            return true
        }
        return isEven && size <= 1e12 ? Int(size) : nil
    }
}
