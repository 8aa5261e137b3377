/// Non-dominated sorting: the first front holds the vectors that no other one dominates, the second front those that
/// only vectors of the first dominate, and so on (Goldberg, 1989). Computed by efficient non-dominated sorting with
/// binary search (ENS-BS; Zhang, Tian, Cheng and Jin, "An efficient approach to nondominated sorting for evolutionary
/// multiobjective optimization", 2015).
public enum FrontSorting {
    /// Returns the fronts of vectors of equal length, the best first, as ascending indices into `vectors`. Equal
    /// vectors are in the same front.
    ///
    /// - Complexity: O(n log n) with two objectives; O(m n log n) to O(m n²) with m of them
    public static func fronts(of vectors: [[Double]]) -> [[Int]] {
        fronts(of: vectors) { () throws(Never) in }
    }

    /// Returns the fronts, if nobody stops it.
    ///
    /// - Parameter check: Called for each vector that is compared with many; what it throws ends the sorting.
    package static func fronts<Stop: Error>(
        of vectors: [[Double]], check: () throws(Stop) -> Void
    ) throws(Stop) -> [[Int]] {
        // No vector is dominated by a later one in this order.
        let order = vectors.indices.sorted { left, right in
            if vectors[right].isLexicographicallyLower(than: vectors[left]) { return true }
            return left < right && vectors[left] == vectors[right]
        }
        let isPlane = vectors.first.map { $0.count <= 2 } ?? true
        var fronts: [[Int]] = []
        for (number, index) in order.enumerated() {
            if !isPlane || number.isMultiple(of: 1_024) { try check() }
            var low = 0
            var high = fronts.count
            while low < high {
                let middle = (low + high) / 2
                if isDominated(vectors[index], by: fronts[middle], of: vectors, isPlane: isPlane) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            if low == fronts.count { fronts.append([]) }
            fronts[low].append(index)
        }
        return fronts.map { $0.sorted() }
    }

    /// Returns true if a vector of a front, in lexicographic order, dominates a vector that follows them all.
    private static func isDominated(
        _ vector: [Double], by front: [Int], of vectors: [[Double]], isPlane: Bool
    ) -> Bool {
        // In a plane the last of the front is the best in the second objective.
        if isPlane { return front.last.map { vectors[$0].dominates(vector) } ?? false }
        return front.reversed().contains { vectors[$0].dominates(vector) }
    }
}
