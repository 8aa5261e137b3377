import Randomness

/// Who survives into the next generation with the fitness that is already known. An elite is not evaluated again.
///
/// Elites were introduced by De Jong (1975). How many there are hardly matters: with mutants in four of five children, 5%,
/// 20%, 50% and 100% of the population measured within .004 of each other on the hpobench and within .010 on the hpolib
/// tuning tables (mean regret, litters of 1, 100 seeds).
public enum EliteChoice: String, Codable, Hashable, Sendable {
    /// The fittest, of equals a random choice: the best so far never falls.
    case best
    /// Drawn by the selection, each organism once at most, as the ancestor did: the best can be lost.
    case sampled

    /// All choices.
    public static let all: [EliteChoice] = [.best, .sampled]

    /// The word in the language.
    public var name: String { rawValue }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Chooses rows of the population.
    func choose(
        _ count: Int, from population: Population, by selection: Selection, into elites: inout [Int32],
        _ generator: inout Generator
    ) {
        elites.removeAll(keepingCapacity: true)
        switch self {
        case .best:
            if count == 1, let best = population.oneExtreme(sign: -1, &generator) {
                elites.append(Int32(best))
            } else {
                elites.append(contentsOf: population.fittest(count, &generator))
            }
        case .sampled: elites = Self.sampled(count, from: population, by: selection, &generator)
        }
    }

    private static func sampled(
        _ count: Int, from population: Population, by selection: Selection, _ generator: inout Generator
    ) -> [Int32] {
        var shares = selection.shares(of: population)
        var chosen: [Int] = []
        while chosen.count < count {
            if !shares.contains(where: { $0 > 0 }) {
                // Only organisms without a share are left: failures, and the weakest of some wheels.
                for row in shares.indices where !chosen.contains(row) { shares[row] = 1 }
            }
            let row = Wheel(shares: shares).row(at: generator.uniform())
            chosen.append(row)
            shares[row] = 0
        }
        return chosen.map(Int32.init)
    }
}
