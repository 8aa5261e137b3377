public import Populations

/// A rule that ends a search whose best fitness no longer improves: early stopping, by generations.
///
/// An improvement is a fitness that exceeds the last improvement by more than `change`. Smaller steps add up until they
/// do. The count follows from the generations alone, so an interrupted search ends in the same generation as an
/// uninterrupted one.
public struct SearchPatience: Sendable {
    /// The number of generations without an improvement after which the search ends; 1 or more.
    public let generations: Int
    /// The difference in fitness that must be exceeded, 0 or more.
    public let change: Double
    /// The fitness of the last improvement; nil before the first fitness.
    private var reference: Double?
    /// The number of generations since the last improvement.
    public private(set) var waited = 0
    /// Under conditions, the best feasible fitness and the least violation so far.
    private var (best, least): (Double?, Double) = (nil, .infinity)

    /// Creates a rule that has seen no generation.
    public init(generations: Int, change: Double = 0) {
        self.generations = generations
        self.change = change
    }

    /// Creates a rule that has seen all generations of a history.
    ///
    /// - Complexity: O(generations)
    public init(generations: Int, change: Double = 0, after history: History) {
        self.init(generations: generations, change: change)
        for record in history.generations { note(best: record.bestSoFar) }
    }

    /// Creates a rule that has seen all generations of a search for one objective under conditions: a genome that
    /// violates them is no result, however high its fitness. Until there is a feasible one, a smaller violation is an
    /// improvement.
    ///
    /// - Complexity: O(births)
    public init(generations: Int, change: Double = 0, afterConditionsOf history: History) {
        self.init(generations: generations, change: change)
        for generation in history.generations.indices { note(generation: generation, underConditionsOf: history) }
    }

    /// Takes note of the end of the next generation of a search for one objective under conditions.
    ///
    /// - Parameter generation: The index of the generation, from 0; the generations before it were noted.
    /// - Complexity: O(births of the generation)
    public mutating func note(generation: Int, underConditionsOf history: History) {
        let before = least
        for id in generation * history.size..<(generation + 1) * history.size {
            guard let outcome = history.outcome(id), let vector = outcome.vector else { continue }
            if let fitness = outcome.feasibleFitness { best = max(best ?? fitness, fitness) }
            least = min(least, vector.violation)
        }
        if best == nil, least < before { waited = 0 } else { note(best: best) }
    }

    /// True if the search is to end.
    public var isOver: Bool { waited >= generations }

    /// Takes note of the end of a generation.
    ///
    /// - Parameter best: the best fitness so far; nil if all evaluations failed.
    public mutating func note(best: Double?) {
        guard let best, reference.map({ best - $0 > change }) ?? true else {
            waited += 1
            return
        }
        reference = best
        waited = 0
    }
}
