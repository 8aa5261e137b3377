import Genes
import Platform
import Populations
import Randomness
import SearchDistributions

/// Differential evolution (Storn and Price, 1997) with success-history adaptation (SHADE, Tanabe and Fukunaga, 2013,
/// with the memory of L-SHADE, 2014): each organism has one child per round, and the fitter of the two stays.
///
/// A child is its parent moved towards one of the best organisms and along the difference of two others
/// (current-to-pbest/1 with an archive of replaced organisms), with binomial crossover. A coordinate beyond its bound
/// goes half of the way from the parent to the bound. A categorical gene that is crossed takes the category of the
/// best or of the first other organism, or sometimes any. A failed organism is no parent: another one stands in for
/// it. Once all organisms have the same values, the search starts again elsewhere.
///
/// With several objectives and under conditions on results, this is generalized differential evolution (GDE3): see
/// `GeneralizedSurvival`. With several objectives, a coordinate beyond its bound goes to the bound.
struct DifferentialEvolution: SearchStrategy, Codable, Equatable, Sendable {
    static let name = "differential"
    static let summary = "for real genes: differences of organisms become steps (differential evolution, L-SHADE)"
    static let joining = Joining.oneByOne
    static let hasRounds = true
    static let removesOldest = true

    static let phases: [Phase] = [.evaluate, .replace, .breed]

    static let settings: Set<SearchSettings.Name> = [.size, .first]

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites, .breeders, .mutate: nil
        case .breed:
            "Why: each child is its parent, moved towards one of the best organisms and along the difference of two "
                + "others. While the population is spread out, the differences and so the steps are long; as it "
                + "gathers around an optimum, they shrink by themselves. The length of the steps and the number of "
                + "genes that change follow those that succeeded before."
        case .replace:
            "Why: each child competes with its parent alone, and the fitter of the two stays. No organism can take "
                + "over the population at once, so that several regions are searched at the same time. Of several "
                + "objectives, both stay if neither dominates the other, until the round has ended: then the last "
                + "fronts and the most crowded organisms leave."
        }
    }

    static func size(genes: Int) -> Int { max(10, min(5 * genes, 30 + 2 * genes, 200)) }

    static func breed(in evolution: inout Evolution) { evolution.bearRound() }

    /// The fraction of the organisms that count as the best.
    static let best = 0.11
    /// The size of the archive, as a multiple of the population.
    static let archiveSize = 1.4
    /// The probability that a crossed categorical gene takes any category.
    static let surprise = 0.1
    /// The spread of a real coordinate below which its values differ no more: half of the distance of two codes.
    private static let settled = 0x1p-33

    /// The difference of all fitness values, as a fraction, below which the population has converged.
    private static let tolerance = 1e-12

    /// The number of organisms.
    let size: Int
    /// The number of genes.
    let width: Int
    /// The points of the organisms, their births (-1 before the first round), fitness and sizes.
    var points = PackedReals(values: [])
    private var births: [Int] = []
    var fitness = PackedReals(values: [])
    var sizes = PackedReals(values: [])
    /// The points of replaced organisms.
    var archive = PackedReals(values: [])
    var history = SuccessHistory()
    /// The first birth of this round.
    private(set) var start = 0
    /// The children of this round, one for each organism.
    var children = PackedReals(values: [])
    /// For each child, the organism that is its parent; empty in a round without parents.
    var parents: [Int] = []
    var factors = PackedReals(values: [])
    var rates = PackedReals(values: [])
    /// The outcomes of this round that are known.
    private var known = PackedReals(values: [])
    private var knownSizes = PackedReals(values: [])

    private enum CodingKeys: String, CodingKey {
        case size, width, points, births, fitness, sizes, archive, history, start, children, parents, factors, rates
        case known, knownSizes
    }

    /// Begins with a population of the given rows of codes, the first of which is birth `start`.
    init(size: Int, from codes: GeneCodes, of genus: Genus, start: Int = 0) {
        (self.size, width) = (size, genus.genes.count)
        self.start = start
        let coordinates = Coordinates(genus)
        let centre = coordinates.kinds.indices.map { coordinates.isNumber($0) ? 0.5 : 0 }
        for row in 0..<size {
            children.values += coordinates.point(codes[row * width..<(row + 1) * width], else: centre[...])
        }
    }

    /// The smallest population that has two others for each parent.
    static let leastSize = 4

    /// The births of this round.
    var round: Range<Int> { start..<start + size }

    // MARK: - Births

    /// Writes the children of some births of this round into the first rows of the offspring.
    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        let coordinates = Coordinates(genus)
        for (row, birth) in births.enumerated() {
            let child = birth - start
            coordinates.write(
                children.values[child * width..<(child + 1) * width], into: &offspring.young.codes, at: row * width)
            guard !parents.isEmpty, self.births[parents[child]] >= 0 else { continue }
            offspring.mothers[row] = self.births[parents[child]]
            offspring.noteChanges(from: codes(of: parents[child], coordinates), in: row)
        }
    }

    private func codes(of organism: Int, _ coordinates: Coordinates) -> [UInt32] {
        var codes = GeneCodes(repeatElement(0, count: width))
        coordinates.write(points.values[organism * width..<(organism + 1) * width], into: &codes, at: 0)
        return codes.words
    }

    /// Returns the row that leaves the population after its last row, a child of this round, joined it: the less fit
    /// of the child and the organism with which it competes. Nil if they are not both there.
    func loser(among population: Population) -> Int? {
        let child = population.count - 1
        guard !births.isEmpty, let birth = population.births.last, round.contains(birth),
            let rival = population.births.firstIndex(of: births[birth - start])
        else { return nil }
        // In a round without parents, the search starts again elsewhere.
        return !parents.isEmpty && population.isFitter(rival, than: child) ? child : rival
    }

    // MARK: - Rounds

    /// Takes the outcome of the next birth of this round; the last one ends the round.
    ///
    /// - Returns: The birth that leaves the population; nil if none does yet.
    ///
    /// - Parameter outcomes: The outcomes that order organisms if the values do not; nil if they do.
    mutating func learn(
        _ value: Double, size weight: Double, of genus: Genus, _ outcomes: RoundOutcomes?,
        _ generator: inout Generator
    ) {
        known.values.append(value)
        knownSizes.values.append(weight)
        guard known.values.count == size else { return }
        if parents.isEmpty {
            adopt()
        } else if let outcomes {
            compete(outcomes)
        } else {
            compete()
        }
        if let outcomes { fitness.values = outcomes.fitness(of: births) }
        start += size
        known.values.removeAll()
        knownSizes.values.removeAll()
        let coordinates = Coordinates(genus)
        if isSettled(coordinates) || isLevel {
            begin(genus, coordinates, &generator)
        } else {
            breed(coordinates, isFront: (outcomes?.criteria.objectives ?? 1) > 1, &generator)
        }
    }

    /// Makes the children of a round without parents the population.
    private mutating func adopt() {
        points = children
        births = Array(round)
        fitness = known
        sizes = knownSizes
    }

    private mutating func compete() {
        var successes: [SuccessHistory.Success] = []
        for child in 0..<size {
            let (value, old) = (known.values[child], fitness.values[child])
            guard value > old || value == old && knownSizes.values[child] <= sizes.values[child] else { continue }
            let row = child * width..<(child + 1) * width
            if value > old {
                archive.values += points.values[row]
                if value > -.infinity {
                    successes.append(
                        .init(factor: factors.values[child], rate: rates.values[child], gain: value - old))
                }
            }
            points.values.replaceSubrange(row, with: children.values[row])
            (births[child], fitness.values[child]) = (start + child, value)
            sizes.values[child] = knownSizes.values[child]
        }
        history.learn(successes)
    }

    /// Lets children compete with their parents where one number does not order them.
    private mutating func compete(_ outcomes: RoundOutcomes) {
        let survival = GeneralizedSurvival(
            parents: births, children: Array(round), sizes: sizes.values, childSizes: knownSizes.values, outcomes)
        for child in survival.winners {
            archive.values += points.values[child * width..<(child + 1) * width]
        }
        history.learn(
            survival.winners.map { .init(factor: factors.values[$0], rate: rates.values[$0], gain: 1) })
        var (points, births, sizes): ([Double], [Int], [Double]) = ([], [], [])
        for survivor in survival.survivors {
            let (source, row) = survivor < size ? (self.points, survivor) : (children, survivor - size)
            points += source.values[row * width..<(row + 1) * width]
            births.append(survivor < size ? self.births[row] : start + row)
            sizes.append(survivor < size ? self.sizes.values[row] : knownSizes.values[row])
        }
        (self.points.values, self.births, self.sizes.values) = (points, births, sizes)
    }

    /// The births of the population if a round has just ended; nil within a round and before the first.
    var settledBirths: [Int]? { known.values.isEmpty && !births.isEmpty ? births : nil }

    /// True if all organisms have the same numbers and categories.
    private func isSettled(_ coordinates: Coordinates) -> Bool {
        (0..<width).allSatisfy { gene in
            var (least, greatest) = (Double.infinity, -Double.infinity)
            for index in stride(from: gene, to: points.values.count, by: width) {
                least = min(least, points.values[index])
                greatest = max(greatest, points.values[index])
            }
            switch coordinates.kinds[gene] {
            case .real: return greatest - least < Self.settled
            case .whole, .category: return coordinates.code(least, of: gene) == coordinates.code(greatest, of: gene)
            case .fixed: return true
            }
        }
    }

    /// True if the fitness of all organisms is the same but for rounding, and not 0: they are in one optimum.
    private var isLevel: Bool {
        let (least, greatest) = (fitness.values.min() ?? 0, fitness.values.max() ?? 0)
        return least != greatest && greatest - least <= Self.tolerance * abs(greatest)
    }

    /// Draws a new population.
    private mutating func begin(_ genus: Genus, _ coordinates: Coordinates, _ generator: inout Generator) {
        var offspring = OffspringBatch(genes: width)
        offspring.prepare(size)
        FirstPopulation.draw(size, into: &offspring, of: genus, by: .stratified, &generator) { _ in }
        let others = points.values
        children.values.removeAll()
        for row in 0..<size {
            let codes = offspring.young.codes[row * width..<(row + 1) * width]
            children.values += coordinates.point(codes, else: others[row * width..<(row + 1) * width])
        }
        parents = []
        factors.values.removeAll()
        rates.values.removeAll()
        archive.values.removeAll()
        history = SuccessHistory()
    }

    // MARK: - Decoding

    /// Returns true if a decoded state belongs to a genus and to these numbers of births and of admitted births.
    func isSound(of genus: Genus, size wanted: Int, planned: Int, admitted: Int) -> Bool {
        let coordinates = Coordinates(genus)
        let isFirst = parents.isEmpty
        return size == wanted && width == genus.genes.count && start >= 0 && start <= admitted
            && admitted - start == known.values.count && known.values.count < size && planned <= start + size
            && knownSizes.values.count == known.values.count
            && [points, archive, children].allSatisfy { coordinates.arePoints($0.values) }
            && children.values.count == size * width
            && [births.count, fitness.values.count, sizes.values.count, points.values.count / width]
                .allSatisfy { $0 == size || isFirst && $0 == 0 }
            && [parents.count, factors.values.count, rates.values.count].allSatisfy { $0 == (isFirst ? 0 : size) }
            && parents.allSatisfy { (0..<size).contains($0) } && births.allSatisfy { (0..<start).contains($0) }
            && (fitness.values + known.values).allSatisfy { !$0.isNaN && $0 != .infinity }
            && (factors.values + rates.values).allSatisfy { $0 >= 0 && $0 <= 1 } && history.isSound
    }
}

extension OffspringBatch {
    /// Records the genes of a child that differ from those of its only parent.
    mutating func noteChanges(from codes: [UInt32], in child: Int) {
        for (gene, code) in codes.enumerated() where young.codes[child * young.genes + gene] != code {
            changes.append(Alteration(child: Int32(child), gene: Int32(gene), from: code))
        }
    }
}
