public import Populations

/// Births of later generations, requested while an earlier generation is still being evaluated.
///
/// In strategies of single births, the first births of the next generation may depend on no outcome that is still
/// missing. The evaluator can then start them before the current generation ends. The state at the end of a
/// generation is the same as if no births had been requested beyond it.
public struct BirthsAhead: Sendable {
    /// The search, including all requested births.
    private var leading: Evolution
    /// One copy of the search for each generation, taken when its last birth was requested; later outcomes are added.
    private var ends: [Evolution] = []

    /// Continues beyond a generation whose births have all been requested.
    public init(beyond evolution: Evolution) { leading = evolution }

    /// Returns the births that can be requested now, none of a generation after `last`.
    ///
    /// - Complexity: O(births × genes), and the phases that lead to them
    public mutating func ask(through last: Int) -> [Birth] {
        var births: [Birth] = []
        while case let generation = leading.asked / leading.settings.size + 1, generation <= last {
            births += leading.ask(.max, through: generation)
            guard leading.hasAsked(through: generation) else { break }
            ends.append(leading)
        }
        return births
    }

    /// Returns the surrogate model's prediction of a birth; nil if it made none.
    ///
    /// - Complexity: O(genes)
    package func prediction(of id: Int) -> PredictedFitness? { leading.prediction(of: id) }

    /// Records the outcome of a birth of any generation.
    ///
    /// - Complexity: O(generations ahead)
    public mutating func tell(_ id: Int, _ outcome: Outcome) {
        for index in ends.indices { ends[index].tell(id, outcome) }
        leading.tell(id, outcome)
    }

    /// Returns the search at the start of the next generation, and the births beyond it; nil if there are none.
    public consuming func next() -> (evolution: Evolution, ahead: BirthsAhead?) {
        guard !ends.isEmpty else { return (leading, nil) }
        let first = ends.removeFirst()
        return (first, self)
    }
}

extension Evolution {
    /// Returns the surrogate model's prediction of a birth; nil if it made none.
    ///
    /// - Complexity: O(genes)
    package func prediction(of id: Int) -> PredictedFitness? {
        isRecording && id < history.count ? history.birth(id).expectation : nil
    }

    /// Returns true if all births up to the end of a generation have been requested.
    public func hasAsked(through generation: Int) -> Bool { asked >= generation * settings.size }
}
