import Fronts
import Genes
import Platform
import Populations
import Randomness
import SearchDistributions

/// The evolution strategy with covariance matrix adaptation, CMA-ES (Hansen, "The CMA evolution strategy: a tutorial",
/// 2016), with restarts of two kinds (BIPOP; Hansen, "Benchmarking a BI-population CMA-ES", 2009): with twice as many
/// samples as before, or with few samples and small steps, whichever has used fewer births.
///
/// A sample beyond the bounds is reflected into them. Integers, and other ordered values, are rounded; their standard
/// deviation stays at a fifth of the distance of two values at least, so that a neighbour can always be drawn (the
/// purpose of CMA-ES with margin; Hamano and others, 2022). Categories have a probability each, which moves towards
/// the frequency among the best samples and never falls to zero.
struct CovarianceAdaptation: SearchStrategy, Codable, Equatable, Sendable {
    static let name = "cma"
    static let summary = "for real genes: samples of a normal distribution that adapts (CMA-ES with restarts)"
    static let joining = Joining.oneByOne
    static let hasRounds = true
    static let removesOldest = true
    static let originWithoutParents = "no parents: a sample of the distribution"

    static let phases: [Phase] = [.evaluate, .replace, .breed]

    static let settings: Set<SearchSettings.Name> = [.size]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: all children are drawn from one normal distribution; they have no parents. Its mean is the best guess "
                + "so far, and its covariance matrix tells which genes should change together, and how far. So the "
                + "search can follow a narrow valley in any direction."
        case .replace:
            "Why: the distribution moves towards the better half of the newborn, becomes longer in directions that "
                + "succeeded and shorter in those that failed. Its step size grows while successive moves agree, and "
                + "shrinks when they cancel out. The newborn replace the population; the history keeps the best so "
                + "far. When the steps become too short to find anything new, the search starts again elsewhere."
        }
    }

    static func size(genes: Int) -> Int { CovarianceParameters.samples(dimensions: genes) }

    static func breed(in evolution: inout Evolution) { evolution.bearRound() }

    /// The first step size, as a fraction of the range; and that near given genomes.
    private static let firstDeviation = 0.3
    private static let warmDeviation = 0.1
    /// The step size below which samples differ no more: a twentieth of the distance of two codes. With half of that
    /// distance, Ackley's function in 10 genes ended beside its optimum.
    private static let leastDeviation = 1e-11
    /// The difference of the best fitness values, as a fraction, below which a run has converged.
    private static let tolerance = 1e-12
    /// The least standard deviation of an integer, as a fraction of the distance of two values.
    static let margin = 0.2

    /// The number of samples of the first run.
    private let size: Int
    /// The number of genes.
    let width: Int
    /// The number of samples of this run.
    var samples: Int
    var distribution: SearchDistribution
    /// The probabilities of all categories of all categorical genes.
    var categories: [Double] = []
    /// The first birth of this round.
    private(set) var start = 0
    /// The steps of this round's samples, and their categories.
    var steps = PackedReals(values: [])
    var choices: [Int] = []
    /// The outcomes of this round that are known.
    private var known = PackedReals(values: [])
    private var knownSizes = PackedReals(values: [])
    /// The best fitness of each recent round of this run.
    private var bests = PackedReals(values: [])
    private var restarts = Restarts()
    /// True if `bests` are violations, false if they are fitness; nil without conditions on results.
    private var areBestsInfeasible: Bool?

    private enum CodingKeys: String, CodingKey {
        case size, width, samples, distribution, categories, start, steps, choices, known, knownSizes, bests, restarts
        case areBestsInfeasible
    }

    /// The births used by runs of the two kinds.
    private struct Restarts: Codable, Equatable, Sendable {
        var large = 0
        var largeBirths = 0
        var smallBirths = 0
        var isSmall = false

        private enum CodingKeys: String, CodingKey { case large, largeBirths, smallBirths, isSmall }
    }

    /// The smallest number of samples with two parents.
    static let leastSize = 4
    /// The number of times that the samples can be doubled.
    private static let doublings = 9

    /// Begins near a row of codes; nil for anywhere.
    init(size: Int, near codes: [UInt32]?, of genus: Genus, _ generator: inout Generator) {
        (self.size, width, samples) = (size, genus.genes.count, size)
        let coordinates = Coordinates(genus)
        distribution = SearchDistribution(mean: [], deviation: Self.firstDeviation)
        begin(coordinates, Self.firstDeviation, &generator)
        if let codes {
            let centre = [Double](repeating: 0.5, count: width)
            let point = coordinates.point(codes, else: centre[...])
            distribution = SearchDistribution(
                mean: coordinates.numbers.map { point[$0] }, deviation: Self.warmDeviation)
            var first = 0
            for gene in coordinates.categories {
                let count = coordinates.categoryCount(gene)
                if codes[gene] != Genome.inactive {
                    for category in 0..<count {
                        categories[first + category] = (category == Int(codes[gene]) ? 0.5 : 0) + 0.5 / Double(count)
                    }
                }
                first += count
            }
        }
        draw(coordinates, &generator)
    }

    /// The births of this round.
    var round: Range<Int> { start..<start + samples }

    /// True after the first run.
    var hasRestarted: Bool { restarts.large > 0 }

    /// Starts a run: a mean anywhere, and all categories alike.
    private mutating func begin(_ coordinates: Coordinates, _ deviation: Double, _ generator: inout Generator) {
        distribution = SearchDistribution(
            mean: coordinates.numbers.map { _ in generator.uniform() }, deviation: deviation)
        categories = coordinates.categories.flatMap { gene in
            let count = coordinates.categoryCount(gene)
            return [Double](repeating: 1 / Double(count), count: count)
        }
        bests.values.removeAll()
        guard coordinates.genus.feasibility != nil else { return }
        var sampler = FeasibleSampler(coordinates.genus)
        let point = drawn(coordinates, &sampler, &generator)
        distribution = SearchDistribution(mean: coordinates.numbers.map { point[$0] }, deviation: deviation)
    }

    // MARK: - Rounds

    /// Takes the outcome of the next birth of this round; the last one ends the round.
    ///
    /// - Parameter outcomes: The outcomes that order organisms if the values do not; nil if they do.
    mutating func learn(
        _ value: Double, size weight: Double, of genus: Genus, _ outcomes: RoundOutcomes?,
        _ generator: inout Generator
    ) {
        known.values.append(value)
        knownSizes.values.append(weight)
        guard known.values.count == samples else { return }
        if let outcomes { known.values = outcomes.fitness(of: Array(round)) }
        let coordinates = Coordinates(genus)
        let order = (0..<samples).sorted { left, right in
            let (mine, theirs) = (known.values[left], known.values[right])
            if mine != theirs { return mine > theirs }
            let (small, large) = (knownSizes.values[left], knownSizes.values[right])
            return small != large ? small < large : left < right
        }
        let best = known.values[order[0]]
        note(best, outcomes?.vector(start + order[0]))
        start += samples
        if restarts.isSmall { restarts.smallBirths += samples } else { restarts.largeBirths += samples }
        let isFlat = best == known.values[order[samples - 1]]
        let isSound = update(order, coordinates)
        known.values.removeAll(keepingCapacity: true)
        knownSizes.values.removeAll(keepingCapacity: true)
        if !isSound || hasConverged(coordinates, isFlat: isFlat) { restart(coordinates, &generator) }
        draw(coordinates, &generator)
    }

    /// Takes note of the best of a round. Under conditions, a number that grows from round to round: the fitness of a
    /// feasible organism, otherwise how little it violates them. The two cannot be compared, so that a run never seems to
    /// have converged because one follows the other.
    private mutating func note(_ best: Double, _ vector: ObjectiveVector?) {
        guard let vector else { return bests.values.append(best) }
        if areBestsInfeasible == true && vector.isFeasible || areBestsInfeasible == false && !vector.isFeasible {
            bests.values.removeAll()
        }
        areBestsInfeasible = !vector.isFeasible
        bests.values.append(vector.isFeasible ? vector.values[0] : -vector.violation)
    }

    private mutating func update(_ order: [Int], _ coordinates: Coordinates) -> Bool {
        let numbers = coordinates.numbers.count
        let parameters = CovarianceParameters(dimensions: numbers, samples: samples)
        updateCategories(order, coordinates, parameters)
        guard numbers > 0 else { return true }
        let ordered = order.map { Array(steps.values[$0 * numbers..<($0 + 1) * numbers]) }
        return distribution.update(ordered, stretch: stretch(coordinates), parameters)
    }

    private mutating func updateCategories(
        _ order: [Int], _ coordinates: Coordinates, _ parameters: CovarianceParameters
    ) {
        let genes = coordinates.categories
        guard !genes.isEmpty else { return }
        let rate = parameters.effective / (parameters.effective + Double(genes.count) + 5)
        var first = 0
        for (index, gene) in genes.enumerated() {
            let count = coordinates.categoryCount(gene)
            let range = first..<first + count
            for category in range { categories[category] *= 1 - rate }
            for (sample, weight) in zip(order, parameters.weights.prefix(parameters.parents)) {
                categories[first + choices[sample * genes.count + index]] += rate * weight
            }
            // No category disappears: about one sample of a round differs in one gene.
            let least = 1 / (Double(samples * genes.count) * Double(max(1, count - 1)) + Double(count))
            for category in range { categories[category] = max(categories[category], least) }
            let sum = categories[range].reduce(0, +)
            for category in range { categories[category] /= sum }
            first += count
        }
    }

    /// True if this run cannot find anything better.
    private mutating func hasConverged(_ coordinates: Coordinates, isFlat: Bool) -> Bool {
        let n = distribution.count
        let window = 10 + 30 * max(1, n) / samples
        let longest = 120 + 30 * n / samples
        if bests.values.count > 2 * longest { bests.values.removeFirst(bests.values.count - 2 * longest) }
        let reals = coordinates.numbers.enumerated().filter { coordinates.kinds[$1] == .real }
        if !reals.isEmpty, reals.allSatisfy({ distribution.deviation(of: $0.offset) < Self.leastDeviation }) {
            return true
        }
        guard bests.values.count >= window else { return false }
        let recent = bests.values.suffix(window)
        let (least, greatest) = (recent.min() ?? 0, recent.max() ?? 0)
        if isFlat || !reals.isEmpty, greatest - least <= Self.tolerance * abs(greatest) || least == greatest {
            return true
        }
        guard bests.values.count == 2 * longest else { return false }
        // Stagnation: the median of the recent bests is no better than that of the earlier ones.
        func median(_ values: ArraySlice<Double>) -> Double { values.sorted()[values.count / 2] }
        return median(bests.values.suffix(longest / 2)) <= median(bests.values.prefix(longest / 2))
    }

    private mutating func restart(_ coordinates: Coordinates, _ generator: inout Generator) {
        var deviation = Self.firstDeviation
        restarts.isSmall = restarts.large > 0 && restarts.smallBirths < restarts.largeBirths
        if restarts.isSmall {
            let draw = generator.uniform()
            let ratio = pow(2, Double(restarts.large)) / 2
            samples = max(Self.leastSize, Int(Double(size) * pow(ratio, draw * draw)))
            deviation *= pow(10, -2 * generator.uniform())
        } else {
            restarts.large = min(restarts.large + 1, Self.doublings)
            samples = size << restarts.large
        }
        begin(coordinates, deviation, &generator)
    }

    // MARK: - Decoding

    /// Returns true if a decoded state belongs to a genus and to these numbers of births and of admitted births.
    func isSound(of genus: Genus, size wanted: Int, planned: Int, admitted: Int) -> Bool {
        let coordinates = Coordinates(genus)
        let counts = coordinates.categories.map { coordinates.categoryCount($0) }
        let numbers = coordinates.numbers.count
        let largest = wanted << Self.doublings
        return size == wanted && width == genus.genes.count && samples >= Self.leastSize && samples <= largest
            && start >= 0 && start <= admitted && admitted - start == known.values.count
            && known.values.count < samples && knownSizes.values.count == known.values.count
            && planned <= start + samples && distribution.isSound(dimensions: numbers)
            && steps.values.count == samples * numbers && steps.values.allSatisfy(\.isFinite)
            && categories.count == counts.reduce(0, +) && categories.allSatisfy { $0 >= 0 && $0 <= 1 }
            && choices.count == samples * counts.count
            && choices.enumerated().allSatisfy { $1 >= 0 && $1 < counts[$0 % counts.count] }
            && (known.values + bests.values).allSatisfy { !$0.isNaN && $0 != .infinity }
            && (0...Self.doublings).contains(restarts.large) && restarts.smallBirths >= 0
            && restarts.largeBirths >= 0
    }
}
