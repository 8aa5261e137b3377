package import Randomness

/// The method that draws breeders from a population; each one prefers fitter organisms.
public enum Selection: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Probabilities proportional to the fitness.
    case roulette
    /// Probabilities proportional to the rank.
    case rank
    /// The fittest of several organisms drawn at random.
    case tournament(size: Int)
    /// The roulette wheel, spun once with evenly spaced pointers for all draws.
    case stochasticUniversal
    /// The fitter half with equal probability.
    case truncation

    private enum CodingKeys: String, CodingKey { case roulette, rank, tournament, stochasticUniversal, truncation }
    private enum TournamentCodingKeys: String, CodingKey { case size }

    /// All choices, with their default sizes.
    public static let all: [Selection] = [.roulette, .rank, .tournament(size: 5), .stochasticUniversal, .truncation]

    /// The word in the command language.
    public var name: String {
        switch self {
        case .roulette: "roulette"
        case .rank: "rank"
        case .tournament: "tournament"
        case .stochasticUniversal: "stochastic_universal"
        case .truncation: "truncation"
        }
    }

    /// The word, and the size of a tournament.
    public var description: String { if case .tournament(let size) = self { "tournament of \(size)" } else { name } }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .roulette: "probability proportional to the fitness, or to the height above the weakest if any is negative"
        case .rank: "probability proportional to the rank"
        case .tournament(let size): "the fittest of several drawn at random (default \(size))"
        case .stochasticUniversal: "the roulette wheel, spun once for all breeders"
        case .truncation: "the fitter half with equal probability"
        }
    }

    /// A description of one draw, as a clause.
    public var draw: String {
        switch self {
        case .roulette, .stochasticUniversal:
            "fitter organisms are more likely: the probability is proportional to the fitness, or to its distance from "
                + "the weakest if any fitness is negative or minimized (windowing)"
        case .rank:
            "better ranks are more likely: the probability is proportional to the number of organisms at or below the "
                + "rank; equals share their mean rank"
        case .tournament(let size):
            size == 1
                ? "each is picked at random, regardless of its fitness"
                : "for each, \(size) organisms are picked at random and the fittest of them is taken, with a random "
                    + "choice among equals"
        case .truncation: "each is picked from the fitter half with equal probability"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) {
        guard let choice = Self.all.first(where: { $0.name == name }) else { return nil }
        self = choice
    }

    /// Returns each row's probability at one draw; the sum is 1. Rows without a fitness have probability 0 while
    /// others have a fitness.
    ///
    /// - Complexity: O(size × log size)
    package func probabilities(of population: Population) -> [Double] {
        let candidates = population.candidates
        let drawn: [Double] =
            switch self {
            case .roulette, .stochasticUniversal: Roulette.weights(of: candidates, in: population)
            case .rank: RankSelection.weights(of: candidates, in: population)
            case .tournament(let size): Tournament.weights(of: candidates, in: population, size: size)
            case .truncation: Truncation.weights(of: candidates, in: population)
            }
        let total = drawn.reduce(0, +)
        var probabilities = [Double](repeating: 0, count: population.count)
        for (row, weight) in zip(candidates, drawn) { probabilities[row] = weight / total }
        return probabilities
    }

    /// Draws rows into `pool`, each time from the whole population.
    package func draw(_ count: Int, from population: Population, into pool: inout [Int32], _ generator: inout Generator)
    {
        pool.removeAll(keepingCapacity: true)
        if case .tournament(let size) = self {
            return Tournament.draw(count, size: size, from: population, into: &pool, &generator)
        }
        let wheel = Wheel(probabilities: probabilities(of: population))
        if self == .stochasticUniversal {
            StochasticUniversal.draw(count, from: wheel, into: &pool, &generator)
        } else {
            for _ in 0..<count { pool.append(Int32(wheel.row(at: generator.uniform()))) }
        }
    }
}

/// A wheel with a segment for each row. Building it takes O(n), a spin O(log n).
struct Wheel {
    private let ends: [Double]
    private let last: Int

    init(probabilities: [Double]) {
        var sum = 0.0
        ends = probabilities.map { share in
            sum += share
            return sum
        }
        last = probabilities.lastIndex { $0 > 0 } ?? 0
    }

    /// Returns the row whose segment contains a position from 0 up to 1.
    func row(at position: Double) -> Int {
        let target = position * (ends.last ?? 1)
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > target { high = middle } else { low = middle + 1 }
        }
        // Rounding must not select an empty segment at the end of the wheel.
        return min(low, last)
    }
}
