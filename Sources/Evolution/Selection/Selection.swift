import Randomness

/// How breeders are drawn from a population: each choice makes a fitter organism more likely.
public enum Selection: Codable, Hashable, Sendable, CustomStringConvertible {
    /// A wheel with shares in proportion to the fitness.
    case roulette
    /// A wheel with shares in proportion to the place in the ranking.
    case rank
    /// The fittest of some organisms drawn at random.
    case tournament(size: Int)
    /// The roulette wheel, with all pointers spread evenly around it and spun at once.
    case stochasticUniversal
    /// The fitter half, each with the same chance.
    case truncation

    /// All choices, with their default sizes.
    public static let all: [Selection] = [.roulette, .rank, .tournament(size: 5), .stochasticUniversal, .truncation]

    /// The word in the language.
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

    /// One line about it.
    public var summary: String {
        switch self {
        case .roulette: "a wheel with shares in proportion to the fitness; above the weakest where some are negative"
        case .rank: "a wheel with shares in proportion to the place in the ranking"
        case .tournament(let size): "the fittest of some drawn at random; of \(size) where nothing is said"
        case .stochasticUniversal: "the roulette, spun once for all breeders"
        case .truncation: "the fitter half, each with the same chance"
        }
    }

    /// How one draw goes, as a sentence goes on.
    public var draw: String {
        switch self {
        case .roulette, .stochasticUniversal:
            "the fitter, the likelier: as its share of the total fitness; where a fitness is negative or is minimized, of the "
                + "height above the weakest (windowing)"
        case .rank:
            "the better its rank, the likelier: in proportion to how many it outranks; equals share their mean rank"
        case .tournament(let size):
            size == 1
                ? "for each, one organism is picked at random, whatever its fitness"
                : "for each, \(size) organisms are picked at random and the fittest of them is taken; among equals, chance "
                    + "decides"
        case .truncation: "of the fitter half, each as likely as the other"
        }
    }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) {
        guard let choice = Self.all.first(where: { $0.name == name }) else { return nil }
        self = choice
    }

    /// Each row's chance to be drawn at one draw: the shares of the wheel, which add up to 1. Rows without a fitness
    /// have none while others have one.
    package func shares(of population: Population) -> [Double] {
        let candidates = population.candidates
        let drawn: [Double] =
            switch self {
            case .roulette, .stochasticUniversal: Roulette.weights(of: candidates, in: population)
            case .rank: RankSelection.weights(of: candidates, in: population)
            case .tournament(let size): Tournament.weights(of: candidates, in: population, size: size)
            case .truncation: Truncation.weights(of: candidates, in: population)
            }
        let total = drawn.reduce(0, +)
        var shares = [Double](repeating: 0, count: population.count)
        for (row, weight) in zip(candidates, drawn) { shares[row] = weight / total }
        return shares
    }

    /// Draws rows, each time from the whole population, into `pool`.
    func draw(_ count: Int, from population: Population, into pool: inout [Int32], _ generator: inout Generator) {
        pool.removeAll(keepingCapacity: true)
        if case .tournament(let size) = self {
            return Tournament.draw(count, size: size, from: population, into: &pool, &generator)
        }
        let wheel = Wheel(shares: shares(of: population))
        if self == .stochasticUniversal {
            StochasticUniversal.draw(count, from: wheel, into: &pool, &generator)
        } else {
            for _ in 0..<count { pool.append(Int32(wheel.row(at: generator.uniform()))) }
        }
    }
}

/// A wheel with a field for each row. Building it is O(n), a spin O(log n).
struct Wheel {
    private let ends: [Double]
    private let last: Int

    init(shares: [Double]) {
        var sum = 0.0
        ends = shares.map { share in
            sum += share
            return sum
        }
        last = shares.lastIndex { $0 > 0 } ?? 0
    }

    /// The row whose field holds a place from 0 up to 1.
    func row(at place: Double) -> Int {
        let target = place * (ends.last ?? 1)
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > target { high = middle } else { low = middle + 1 }
        }
        // Rounding must not lead to an empty field at the wheel's end.
        return min(low, last)
    }
}
