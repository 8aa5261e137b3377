package import Evolution
package import SearchRunner

/// The value by which `compare` compares searches.
package enum ComparedMeasure: Hashable, Sendable {
    /// The fitness of the best genome so far.
    case fitness
    /// The hypervolume of the front so far, on the scale of the evolution.
    case hypervolume(HypervolumeScale)

    var isHypervolume: Bool { if case .hypervolume = self { true } else { false } }

    /// Returns the numbers of evaluations after which the best so far is known.
    func steps(of evaluations: Int) -> [Int] { RivalSearches.steps(of: evaluations) }

    /// Returns the best so far of a search after each step; `-infinity` before its first fitness.
    package func bestSoFar(_ search: Evolution, after steps: [Int]) -> [Double] {
        guard case .hypervolume(let scale) = self else { return RivalSearches.bestSoFar(search, after: steps) }
        var front = GrowingFront()
        var done = 0
        return steps.map { step in
            while done < min(step, search.evaluations) {
                if let vector = search.history.outcome(done)?.vector { front.insert(done, vector, on: scale) }
                done += 1
            }
            return front.hypervolume(on: scale) ?? -.infinity
        }
    }

    /// Returns a number for each evaluation of a search: its fitness, or the hypervolume so far; nil before the first.
    func values(of search: Evolution) -> [Double?] {
        guard isHypervolume else {
            return (0..<search.evaluations).map { search.history.outcome($0)?.fitness }
        }
        let steps = steps(of: search.evaluations)
        var values: [Double?] = []
        for (index, best) in bestSoFar(search, after: steps).enumerated() {
            let end = index + 1 < steps.count ? steps[index + 1] - 1 : search.evaluations
            while values.count < steps[index] - 1 { values.append(nil) }
            while values.count < end { values.append(best.isFinite ? best : nil) }
        }
        return values
    }
}
