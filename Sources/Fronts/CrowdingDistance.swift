/// The crowding distance (Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm:
/// NSGA-II", 2002): the mean over the objectives of the distance between the two neighbours of a vector, as a fraction
/// of the range of that objective in the front. Vectors at the ends of an objective have an infinite distance.
public enum CrowdingDistance {
    /// Returns the crowding distance of each vector of a front. Of equal vectors the first gets the distance, and the
    /// others 0: a second copy adds nothing to a front.
    ///
    /// - Complexity: O(m n log n) with m objectives
    public static func distances(of front: [[Double]]) -> [Double] {
        var distances = [Double](repeating: 0, count: front.count)
        var seen: Set<[Double]> = []
        // -0 equals 0.
        let distinct = front.indices.filter { seen.insert(front[$0].map { $0 + 0 }).inserted }
        guard let first = distinct.first, distinct.count > 2 else {
            for index in distinct { distances[index] = .infinity }
            return distances
        }
        let objectives = front[first].count
        for objective in 0..<objectives {
            let order = distinct.sorted { left, right in
                let (mine, theirs) = (front[left][objective], front[right][objective])
                return mine == theirs ? left < right : mine > theirs
            }
            // Halves, because the difference of two finite numbers may be infinite.
            let values = order.map { front[$0][objective] / 2 }
            let range = values[0] - values[values.count - 1]
            distances[order[0]] = .infinity
            distances[order[order.count - 1]] = .infinity
            guard range > 0 else { continue }
            for position in 1..<order.count - 1 {
                distances[order[position]] +=
                    (values[position - 1] - values[position + 1]) / range / Double(objectives)
            }
        }
        return distances
    }
}
