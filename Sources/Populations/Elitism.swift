package import Randomness

/// The choice of elites: organisms that survive into the next generation with their known fitness. An elite is not
/// evaluated again.
///
/// Elites were introduced by De Jong (1975). Their number hardly matters: with mutants in four of five children, 5%,
/// 20%, 50% and 100% of the population performed within .004 of each other on the hpobench tuning tables, and within
/// .010 on those of hpolib (mean regret, litters of 1, 100 seeds).
public enum EliteChoice: String, Codable, Hashable, Sendable {
    /// The fittest, with a random choice among equals: the best so far never gets worse.
    case best
    /// Drawn by the selection without repetition, as in the Python package `naturalselection`: the best can be lost.
    case sampled

    /// All choices.
    public static let all: [EliteChoice] = [.best, .sampled]

    /// The word in the command language.
    public var name: String { rawValue }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Chooses rows of the population.
    ///
    /// - Throws: `PhaseStop.Requested`
    package func choose(
        _ count: Int, from population: Population, by selection: Selection, into elites: inout [Int32],
        _ generator: inout Generator, _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        elites.removeAll(keepingCapacity: true)
        switch self {
        case .best:
            if count == 1, let best = population.oneExtreme(sign: -1, &generator) {
                elites.append(Int32(best))
            } else {
                elites.append(contentsOf: population.fittest(count, &generator))
            }
        case .sampled: elites = try Self.sampled(count, from: population, by: selection, &generator, stop)
        }
    }

    private static func sampled(
        _ count: Int, from population: Population, by selection: Selection, _ generator: inout Generator,
        _ stop: PhaseStop
    ) throws(PhaseStop.Requested) -> [Int32] {
        var probabilities = selection.probabilities(of: population)
        var chosen: [Int] = []
        while chosen.count < count {
            try stop.check()
            if !probabilities.contains(where: { $0 > 0 }) {
                // Only organisms with a probability of zero are left: failures, and the weakest under some
                // selections.
                for row in probabilities.indices where !chosen.contains(row) { probabilities[row] = 1 }
            }
            let row = Wheel(probabilities: probabilities).row(at: generator.uniform())
            chosen.append(row)
            probabilities[row] = 0
        }
        return chosen.map(Int32.init)
    }
}
