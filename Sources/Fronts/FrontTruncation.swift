/// The choice of the best vectors of a set: whole fronts, and of the last front that fits in part the least crowded ones.
///
/// Crowded vectors leave one at a time, because each that leaves gives room to its neighbours (Kukkonen and Deb,
/// "Improved pruning of non-dominated solutions based on crowding distance for bi-objective optimization problems",
/// 2006).
package enum FrontTruncation {
    /// The value of a vector to its front.
    package enum Measure {
        /// The crowding distance.
        case crowding
        /// With two objectives the hypervolume that the front loses without it (Emmerich, Beume and Naujoks, "An EMO
        /// algorithm using the hypervolume measure as selection criterion", 2005); with more the crowding distance.
        case contribution

        func values(of front: [[Double]]) -> [Double] {
            switch self {
            case .contribution where front.first?.count == 2: Self.areas(of: front)
            case .crowding, .contribution: CrowdingDistance.distances(of: front)
            }
        }

        /// Returns the area that each vector of a front in a plane adds; infinite for the two ends, 0 for copies.
        private static func areas(of front: [[Double]]) -> [Double] {
            var areas = [Double](repeating: 0, count: front.count)
            let order = front.indices.sorted { left, right in
                front[left][0] != front[right][0] ? front[left][0] > front[right][0] : left < right
            }
            var distinct: [Int] = []
            for index in order where distinct.last.map({ front[$0] != front[index] }) ?? true {
                distinct.append(index)
            }
            for (position, index) in distinct.enumerated() {
                guard position > 0, position < distinct.count - 1 else {
                    areas[index] = .infinity
                    continue
                }
                areas[index] =
                    (front[index][0] - front[distinct[position + 1]][0])
                    * (front[index][1] - front[distinct[position - 1]][1])
            }
            return areas
        }
    }

    /// Returns the indices of the best vectors in ascending order. Feasible vectors come before infeasible ones, and
    /// those before missing ones, of failed evaluations.
    ///
    /// - Complexity: O(n² m log n) with m objectives
    package static func survivors(
        _ count: Int, of vectors: [ObjectiveVector?], by measure: Measure = .crowding
    ) -> [Int] {
        guard count < vectors.count else { return Array(vectors.indices) }
        let feasible = vectors.indices.filter { vectors[$0]?.isFeasible == true }
        let values = feasible.map { vectors[$0]?.values ?? [] }
        var chosen: [Int] = []
        for front in FrontSorting.fronts(of: values) {
            let room = count - chosen.count
            guard room > 0 else { break }
            chosen += pruned(front, of: values, to: room, by: measure).map { feasible[$0] }
        }
        if chosen.count < count {
            let others = vectors.indices.filter { vectors[$0]?.isFeasible != true }
            let order = others.sorted { left, right in
                let (mine, theirs) = (
                    vectors[left]?.violation ?? .infinity, vectors[right]?.violation ?? .infinity
                )
                return mine != theirs ? mine < theirs : left < right
            }
            chosen += order.prefix(count - chosen.count)
        }
        return chosen.sorted()
    }

    /// Returns what is left of a front when the vector of the least value to it has left it, one at a time.
    private static func pruned(
        _ front: [Int], of values: [[Double]], to count: Int, by measure: Measure
    ) -> [Int] {
        var rest = front
        while rest.count > count {
            let distances = measure.values(of: rest.map { values[$0] })
            // Of equals the youngest leaves.
            guard
                let worst = distances.indices.min(by: { left, right in
                    distances[left] != distances[right] ? distances[left] < distances[right] : left > right
                })
            else { break }
            rest.remove(at: worst)
        }
        return rest
    }
}
