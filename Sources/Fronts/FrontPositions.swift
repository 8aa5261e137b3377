/// The front of each of several vectors, and its crowding distance within it (Deb and others, 2002).
package struct FrontPositions {
    /// The number of the front, from 0; `Int.max` for infeasible and missing vectors.
    package private(set) var fronts: [Int]
    /// The crowding distance; 0 for infeasible and missing vectors.
    package private(set) var distances: [Double]

    /// Sorts the feasible vectors, which have the same number of values.
    ///
    /// - Complexity: O(n log n) with two objectives; O(m n log n) to O(m n²) with m of them
    package init(of vectors: [ObjectiveVector?]) { self.init(of: vectors) { () throws(Never) in } }

    /// Sorts the feasible vectors, if nobody stops it.
    package init<Stop: Error>(of vectors: [ObjectiveVector?], check: () throws(Stop) -> Void) throws(Stop) {
        fronts = [Int](repeating: .max, count: vectors.count)
        distances = [Double](repeating: 0, count: vectors.count)
        let feasible = vectors.enumerated().compactMap { row, vector in
            vector.flatMap { $0.isFeasible ? (row: row, values: $0.values) : nil }
        }
        let values = feasible.map(\.values)
        for (number, front) in try FrontSorting.fronts(of: values, check: check).enumerated() {
            for (index, distance) in zip(front, CrowdingDistance.distances(of: front.map { values[$0] })) {
                fronts[feasible[index].row] = number
                distances[feasible[index].row] = distance
            }
        }
    }
}
