import Genes

/// An order of organisms that is not given by one number. Selection, elites, replacement and the choice of the
/// fittest depend only on this order.
public protocol Ranking: Sendable {
    /// Returns for each vector the number of vectors that are better; equals share it. All vectors have the same number
    /// of values.
    ///
    /// - Parameter check: Called for each vector; what it throws ends the comparison.
    func positions<Stop: Error>(
        of vectors: [ObjectiveVector], check: () throws(Stop) -> Void
    ) throws(Stop) -> [Int]
}

extension Ranking {
    /// Returns for each vector the number of vectors that are better; equals share it.
    ///
    /// - Complexity: that of `positions(of:check:)`
    public func positions(of vectors: [ObjectiveVector]) -> [Int] { positions(of: vectors) { () throws(Never) in } }

    package func fitness(of vectors: [ObjectiveVector?]) -> [Double] { fitness(of: vectors) { () throws(Never) in } }

    /// Returns a fitness for each vector that holds within these vectors only: the number of those that are not
    /// better, from 1 for the worst. A missing vector, of a failed evaluation, gets -infinity.
    ///
    /// - Complexity: that of `positions(of:)`
    package func fitness<Stop: Error>(
        of vectors: [ObjectiveVector?], check: () throws(Stop) -> Void
    ) throws(Stop) -> [Double] {
        let known = vectors.compactMap(\.self)
        var positions = try positions(of: known, check: check).makeIterator()
        return vectors.map { vector in
            guard vector != nil, let position = positions.next() else { return -.infinity }
            return Double(known.count - position)
        }
    }
}

/// The order of one objective under conditions, by Deb's rules (2000): a feasible organism is better than an
/// infeasible one; feasible ones are ordered by their fitness, infeasible ones by their violation.
public struct ScalarRanking: Ranking {
    /// Creates the ranking.
    public init() {}

    /// Returns for each vector the number of better ones.
    ///
    /// - Complexity: O(n log n)
    public func positions<Stop: Error>(
        of vectors: [ObjectiveVector], check: () throws(Stop) -> Void
    ) throws(Stop) -> [Int] {
        sharedPositions(count: vectors.count) { vectors[$0].constrainedDominates(vectors[$1]) }
    }
}

/// The order of NSGA-II (Deb and others, 2002): a lower front is better, and within a front a larger crowding
/// distance. Infeasible vectors follow all feasible ones, ordered by their violation (constrained domination).
public struct ParetoRanking: Ranking {
    /// Creates the ranking.
    public init() {}

    /// Returns for each vector the number of better ones.
    ///
    /// - Complexity: O(n log n) with two objectives; O(m n log n) to O(m n²) with m of them
    public func positions<Stop: Error>(
        of vectors: [ObjectiveVector], check: () throws(Stop) -> Void
    ) throws(Stop) -> [Int] {
        let sorted = try FrontPositions(of: vectors, check: check)
        let (fronts, distances) = (sorted.fronts, sorted.distances)
        return sharedPositions(count: vectors.count) { left, right in
            guard fronts[left] == fronts[right] else { return fronts[left] < fronts[right] }
            guard fronts[left] < .max else { return vectors[left].violation < vectors[right].violation }
            return distances[left] > distances[right]
        }
    }
}

/// Returns for each of several items the number of better ones.
///
/// - Complexity: O(n log n)
private func sharedPositions(count: Int, isBetter: (Int, Int) -> Bool) -> [Int] {
    let order = (0..<count).sorted(by: isBetter)
    var positions = [Int](repeating: 0, count: count)
    for index in order.indices.dropFirst() {
        let (previous, current) = (order[index - 1], order[index])
        positions[current] = isBetter(previous, current) ? index : positions[previous]
    }
    return positions
}

extension Criteria {
    /// The order of organisms with such outcomes.
    package var ranking: any Ranking { objectives > 1 ? ParetoRanking() : ScalarRanking() }
}
