import Randomness

/// Who survives into the next generation with the fitness that is already known.
public enum EliteChoice: String, Codable, Hashable, Sendable {
    /// The fittest: the best so far never falls.
    case best
    /// Drawn by the selection, each organism once at most, as the ancestor did: the best can be lost.
    case sampled

    /// All choices.
    public static let all: [EliteChoice] = [.best, .sampled]

    /// The word in the language.
    public var name: String { rawValue }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Chooses rows of the population, the fittest first.
    func choose(_ count: Int, from population: Population, by selection: Selection, _ generator: inout Generator)
        -> [Int32]
    {
        switch self {
        case .best: Self.best(count, of: population)
        case .sampled: Self.sampled(count, from: population, by: selection, &generator)
        }
    }

    /// The fittest rows. O(n + k²) for k of them, O(n log n) where they are many.
    private static func best(_ count: Int, of population: Population) -> [Int32] {
        guard count > 0 else { return [] }
        guard count <= 8 else { return population.ranking.prefix(count).map(Int32.init) }
        var chosen: [Int32] = []
        for row in 0..<population.count {
            if chosen.count == count {
                guard population.isFitter(row, than: Int(chosen[count - 1])) else { continue }
                chosen.removeLast()
            }
            let place = chosen.firstIndex { population.isFitter(row, than: Int($0)) } ?? chosen.count
            chosen.insert(Int32(row), at: place)
        }
        return chosen
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
        return chosen.sorted { population.isFitter($0, than: $1) }.map(Int32.init)
    }
}
