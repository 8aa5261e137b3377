import Fronts
import Genes
import Populations
import Randomness
import SearchDistributions

/// CMA-ES for several objectives: MO-CMA-ES (Igel, Hansen and Roth, "Covariance matrix adaptation for multi-objective
/// optimization", 2007), with the notion of success of Voß, Hansen and Igel, "Improved step size adaptation for the
/// MO-CMA-ES" (2010).
///
/// One normal distribution leads to one point. A front needs many: each organism has a distribution of its own, around
/// itself, from which one child is drawn in each round. Of parents and children the best stay, ordered by fronts, and
/// in the last front that fits in part by the hypervolume that each adds with two objectives, and by crowding with more.
/// A child that stays is a success of its parent's distribution, which it inherits and adapts.
///
/// Integers and categories are those of `CovarianceAdaptation`, except that a categorical gene changes with the
/// probability 1 / categorical genes, at most 1/2, to the category of another organism or to any.
struct FrontCovarianceAdaptation: Codable, Equatable, Sendable {
    private static let firstDeviation = 0.3
    private static let warmDeviation = 0.1
    /// The least standard deviation of an integer, as a fraction of the distance of two values.
    private static let margin = 0.2
    /// The number of times that an infeasible child is drawn again, and that its step is halved after that.
    private static let redraws = 64
    private static let halvings = 12

    /// The number of organisms.
    private let size: Int
    /// The number of genes.
    private let width: Int
    /// The organisms; empty in the first round.
    private var members: [FrontCovarianceMember] = []
    /// The children of this round, one for each organism.
    private var children: [FrontCovarianceMember] = []
    /// The first birth of this round, and the number of its outcomes that are known.
    private(set) var start = 0
    private var known = 0
    private var knownSizes = PackedReals(values: [])

    private enum CodingKeys: String, CodingKey { case size, width, members, children, start, known, knownSizes }

    /// Begins with the given rows of codes.
    ///
    /// - Parameter isWarm: True if they lie near given genomes.
    init(size: Int, from codes: GeneCodes, isWarm: Bool, of genus: Genus) {
        (self.size, width) = (size, genus.genes.count)
        let coordinates = Coordinates(genus)
        let centre = coordinates.kinds.indices.map { coordinates.isNumber($0) ? 0.5 : 0 }
        children = (0..<size).map { row in
            FrontCovarianceMember(
                point: coordinates.point(codes[row * width..<(row + 1) * width], else: centre[...]),
                deviation: isWarm ? Self.warmDeviation : Self.firstDeviation)
        }
    }

    /// The births of this round.
    var round: Range<Int> { start..<start + size }

    /// The births of the population if a round has just ended; nil within a round and before the first.
    var settledBirths: [Int]? { known == 0 && !members.isEmpty ? members.compactMap(\.birth) : nil }

    /// Writes the children of some births of this round into the first rows of the offspring.
    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        let coordinates = Coordinates(genus)
        for (row, birth) in births.enumerated() {
            let child = birth - start
            coordinates.write(children[child].point.values[...], into: &offspring.young.codes, at: row * width)
            guard !members.isEmpty, let mother = members[child].birth else { continue }
            offspring.mothers[row] = mother
            var codes = GeneCodes(repeatElement(0, count: width))
            coordinates.write(members[child].point.values[...], into: &codes, at: 0)
            offspring.noteChanges(from: codes.words, in: row)
        }
    }

    /// Returns the row that leaves the population after its last row, a child of this round, joined it, until the round
    /// has ended: the child or its parent, whichever ranks lower.
    func loser(among population: Population) -> Int? {
        let child = population.count - 1
        guard !members.isEmpty, let birth = population.births.last, round.contains(birth),
            let parent = members[birth - start].birth, let rival = population.births.firstIndex(of: parent)
        else { return nil }
        return population.isFitter(rival, than: child) ? child : rival
    }

    /// Takes the size of the next birth of this round, whose outcome is known; the last one ends the round.
    mutating func learn(
        size weight: Double, of genus: Genus, _ outcomes: RoundOutcomes, _ generator: inout Generator
    ) {
        known += 1
        knownSizes.values.append(weight)
        guard known == size else { return }
        let coordinates = Coordinates(genus)
        for index in children.indices {
            children[index].birth = start + index
            children[index].size = knownSizes.values[index]
        }
        select(coordinates.numbers.count, outcomes)
        start += size
        known = 0
        knownSizes.values.removeAll()
        children = members.indices.map { child(of: $0, coordinates, &generator) }
    }

    /// Chooses the next organisms among parents and children, and adapts their distributions.
    private mutating func select(_ numbers: Int, _ outcomes: RoundOutcomes) {
        guard !members.isEmpty else {
            members = children
            return
        }
        let all = members + children
        let survivors = FrontTruncation.survivors(
            size, of: all.map { $0.birth.flatMap(outcomes.vector) }, by: .contribution)
        let stays = Set(survivors)
        members = survivors.map { index in
            var member = all[index]
            let child = index < size ? index + size : index
            member.adapt(isSuccess: stays.contains(child), numbers: numbers)
            if index >= size { member.adaptCovariance() }
            member.step.values.removeAll()
            return member
        }
    }

    /// Draws a child.
    private func child(
        of parent: Int, _ coordinates: Coordinates, _ generator: inout Generator
    ) -> FrontCovarianceMember {
        var child = members[parent]
        child.birth = nil
        let numbers = coordinates.numbers
        for _ in 0..<Self.redraws {
            child.step.values = members[parent].draw(numbers.count, &generator)
            place(&child, members[parent], numbers)
            mutate(&child, coordinates, &generator)
            if coordinates.isFeasible(child.point.values[...]) { return child }
        }
        for halving in 0..<Self.halvings {
            for index in child.step.values.indices { child.step.values[index] /= 2 }
            place(&child, members[parent], numbers)
            if halving > 0 {
                for gene in coordinates.categories { child.point.values[gene] = members[parent].point.values[gene] }
            }
            if coordinates.isFeasible(child.point.values[...]) { return child }
        }
        child.point = members[parent].point
        return child
    }

    /// Moves the numbers of a child from its parent along its step, and mirrors them at the bounds.
    private func place(
        _ child: inout FrontCovarianceMember, _ parent: FrontCovarianceMember, _ numbers: [Int]
    ) {
        for (index, gene) in numbers.enumerated() {
            let moved = parent.point.values[gene] + parent.deviation * child.step.values[index]
            child.point.values[gene] = CovarianceAdaptation.reflected(moved)
        }
    }

    /// Lets integers that are settled and categorical genes vary.
    private func mutate(
        _ child: inout FrontCovarianceMember, _ coordinates: Coordinates, _ generator: inout Generator
    ) {
        let numbers = coordinates.numbers
        for (index, gene) in numbers.enumerated() {
            guard case .whole(let count) = coordinates.kinds[gene] else { continue }
            let least = Self.margin / Double(count)
            let spread = child.deviation(of: index, numbers: numbers.count)
            guard spread < least else { continue }
            let moved = child.point.values[gene] + least * generator.normal()
            child.point.values[gene] = CovarianceAdaptation.reflected(moved)
        }
        let categories = coordinates.categories
        for gene in categories where generator.below(max(2, categories.count)) == 0 {
            child.point.values[gene] =
                generator.next() & 1 == 0
                ? members[generator.below(size)].point.values[gene]
                : Double(generator.below(coordinates.categoryCount(gene)))
        }
    }

    /// Returns true if a decoded state belongs to a genus and to these numbers of births and of admitted births.
    func isSound(of genus: Genus, size wanted: Int, planned: Int, admitted: Int) -> Bool {
        let coordinates = Coordinates(genus)
        let numbers = coordinates.numbers.count
        return size == wanted && width == genus.genes.count && start >= 0 && start <= admitted
            && admitted - start == known && known < size && knownSizes.values.count == known
            && planned <= start + size && children.count == size && (members.isEmpty || members.count == size)
            && (members + children).allSatisfy { member in
                member.point.values.count == width && coordinates.arePoints(member.point.values)
                    && member.isSound(numbers: numbers, births: start)
            }
            && members.allSatisfy { $0.birth != nil }
            && children.allSatisfy { $0.birth == nil && (members.isEmpty || $0.step.values.count == numbers) }
    }
}
