package import Evolution

/// The rule of `patience` along a search, which notes each generation once. Of several objectives, the hypervolume is to
/// improve; under conditions, the best feasible genome.
package struct Stagnation {
    private var rule: SearchPatience
    /// The number of generations that were noted.
    private var noted = 0
    /// The front after these generations.
    private var front = GrowingFront()
    private var scale: HypervolumeScale?

    /// Creates the rule after the generations of a search so far.
    ///
    /// - Complexity: O(births), and a hypervolume for each generation that changed the front
    package init(generations: Int, change: Double, of evolution: Evolution) {
        rule = SearchPatience(generations: generations, change: change)
        note(evolution)
    }

    /// True if the search is to end.
    package var isOver: Bool { rule.isOver }

    /// Notes the generations that have ended since the last call.
    package mutating func note(_ evolution: Evolution) {
        let history = evolution.history
        while noted < history.generations.count {
            if evolution.criteria.objectives > 1 {
                rule.note(best: hypervolume(after: noted, of: evolution))
            } else if evolution.criteria.isConstrained {
                rule.note(generation: noted, underConditionsOf: history)
            } else {
                rule.note(best: history.generations[noted].bestSoFar)
            }
            noted += 1
        }
    }

    /// Returns the hypervolume after the next generation; nil while the front is empty.
    private mutating func hypervolume(after generation: Int, of evolution: Evolution) -> Double? {
        let history = evolution.history
        for id in generation * history.size..<(generation + 1) * history.size {
            guard let vector = history.outcome(id)?.vector, vector.isFeasible else { continue }
            if scale == nil { scale = HypervolumeScale(evolution) }
            front.insert(id, vector, on: scale)
        }
        return scale.flatMap { front.hypervolume(on: $0) }
    }
}
