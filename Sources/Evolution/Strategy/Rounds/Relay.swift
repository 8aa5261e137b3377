import Genes
import Populations
import Randomness
import SearchDistributions

/// CMA-ES until its first run has converged, then differential evolution: the default for functions of real genes.
///
/// The first finds the only optimum of a region with the fewest evaluations, however narrow its valley is. If that was
/// not the global optimum, there are many, and the second finds the best of them more often than a restart of the
/// first.
///
/// Measured (`Scripts/bench reals`: searches that reach 1e-8 of eight functions in 10 genes, 7 seeds each, and the median
/// evaluations on Rosenbrock's and Rastrigin's): `relay` 56 of 56, 6,091 and 25,180; `differential` 16,700 and 22,200;
/// `cma` solves Rastrigin's in 1 of 10.
struct Relay: SearchStrategy, Codable, Equatable, Sendable {
    static let name = "relay"
    static let summary = "for real genes: cma until it has converged, then differential"
    static let joining = Joining.oneByOne
    static let hasRounds = true
    static let removesOldest = true
    static let hasFronts = false
    static let originWithoutParents = "no parents: a sample of the distribution or of a new population"

    static let phases: [Phase] = [.evaluate, .replace, .breed]

    static let settings: Set<SearchSettings.Name> = [.size, .first]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: at first, all children are drawn from one normal distribution, as in `strategy cma`: it follows narrow "
                + "valleys and needs few evaluations. Once it has converged, children are bred as in `strategy "
                + "differential`, which searches many regions at once."
        case .replace:
            "Why: at first, the distribution moves towards the better half of the newborn, which replace the oldest "
                + "organisms. Once it has converged, a new population begins, in which each child competes with its "
                + "parent, so that an optimum better than the first can be found."
        }
    }

    static func size(genes: Int) -> Int { DifferentialEvolution.size(genes: genes) }

    static func breed(in evolution: inout Evolution) { evolution.bearRound() }

    private let size: Int
    private var first: CovarianceAdaptation
    private var second: DifferentialEvolution?

    private enum CodingKeys: String, CodingKey { case size, first, second }

    /// Begins near a row of codes; nil for anywhere. `size` is the population of the differential evolution.
    init(size: Int, near codes: [UInt32]?, of genus: Genus, _ generator: inout Generator) {
        self.size = size
        first = CovarianceAdaptation(size: Self.samples(genus), near: codes, of: genus, &generator)
    }

    /// The number of samples of CMA-ES: its default, whatever the size of the population is.
    private static func samples(_ genus: Genus) -> Int {
        CovarianceParameters.samples(dimensions: Coordinates(genus).numbers.count)
    }

    var round: Range<Int> { second?.round ?? first.round }

    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        if let second {
            second.write(births, into: &offspring, of: genus)
        } else {
            first.write(births, into: &offspring, of: genus)
        }
    }

    func loser(among population: Population) -> Int? { second?.loser(among: population) }

    /// The births of the population if a round of the second part has just ended; nil otherwise.
    var settledBirths: [Int]? { second?.settledBirths }

    mutating func learn(
        _ fitness: Double, size weight: Double, of genus: Genus, _ outcomes: RoundOutcomes?,
        _ generator: inout Generator
    ) {
        guard second == nil else {
            second?.learn(fitness, size: weight, of: genus, outcomes, &generator)
            return
        }
        first.learn(fitness, size: weight, of: genus, outcomes, &generator)
        guard first.hasRestarted else { return }
        var offspring = OffspringBatch(genes: genus.genes.count)
        offspring.prepare(size)
        FirstPopulation.draw(size, into: &offspring, of: genus, by: .stratified, &generator) { _ in }
        second = DifferentialEvolution(
            size: size, from: offspring.young.codes, of: genus, start: first.round.lowerBound)
    }

    /// Returns true if a decoded state belongs to a genus and to these numbers of births and of admitted births.
    func isSound(of genus: Genus, size wanted: Int, planned: Int, admitted: Int) -> Bool {
        let samples = Self.samples(genus)
        guard size == wanted else { return false }
        guard let second else {
            return first.isSound(of: genus, size: samples, planned: planned, admitted: admitted)
        }
        // The first has ended its last round.
        let end = first.start
        return first.isSound(of: genus, size: samples, planned: end, admitted: end) && end <= second.start
            && second.isSound(of: genus, size: size, planned: planned, admitted: admitted)
    }
}
