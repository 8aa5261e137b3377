import Evolution

/// The value by which `compare` compares searches.
enum ComparedMeasure: Hashable, Sendable {
    /// The fitness of the best genome so far.
    case fitness
    /// The hypervolume of the front so far, on the scale of the evolution.
    case hypervolume(HypervolumeScale)

    var isHypervolume: Bool { if case .hypervolume = self { true } else { false } }

    /// Returns the numbers of evaluations after which the best so far is known.
    func steps(of evaluations: Int) -> [Int] { RivalSearches.steps(of: evaluations) }

    /// Returns the best so far of a search after each step; `-infinity` before its first fitness.
    func bestSoFar(_ search: Evolution, after steps: [Int]) -> [Double] {
        guard case .hypervolume(let scale) = self else { return RivalSearches.bestSoFar(search, after: steps) }
        var front = Front()
        var (done, volume) = (0, -Double.infinity)
        return steps.map { step in
            var isNew = false
            while done < min(step, search.evaluations) {
                let before = front.points
                if let vector = search.history.outcome(done)?.vector, front.insert(done, vector) {
                    isNew = true
                    // With four objectives a whole hypervolume is too slow for each evaluation of many searches.
                    if vector.values.count > 3 {
                        volume = max(0, volume) + scale.gain(of: vector.values, beside: before.map(\.values))
                    }
                }
                done += 1
            }
            if isNew, (front.points.first?.values.count ?? 0) <= 3 {
                volume = scale.hypervolume(of: front.points.map(\.values))
            }
            return volume
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
