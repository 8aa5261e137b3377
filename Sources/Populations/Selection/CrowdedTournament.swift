import Fronts
package import Randomness

/// The binary tournament of NSGA-II for parents: of two organisms drawn at random, the one that dominates the other by
/// Deb's rules wins, and of two that do not dominate each other the one with the larger crowding distance in its front.
///
/// The authors' program and pymoo compare parents in this way, while survivors are compared by front and crowding distance
/// (Deb, Pratap, Agarwal and Meyarivan, 2002). By its front, an organism in a sparse region would also lose against
/// organisms elsewhere that do not dominate it.
///
/// Measured (mean hypervolume of the last population after 4,000 evaluations, 200 seeds, ± standard error): TNK .6410 ±
/// .0002, OSY 15,585 ± 26; with front and crowding distance instead .6389 ± .0003 and 15,520 ± 39. NSGA-II of pymoo (60
/// seeds): .6412 ± .0003 and 15,427 ± 143.
package struct CrowdedTournament {
    private let vectors: [ObjectiveVector?]
    private let distances: [Double]
    private let sizes: [Double]
    /// The rows that can be drawn.
    private let candidates: [Int]

    package init<Stop: Error>(_ population: Population, of history: History, check: () throws(Stop) -> Void)
        throws(Stop)
    {
        vectors = population.births.map { history.outcome($0)?.vector }
        sizes = population.sizes
        candidates = population.candidates
        distances = try FrontPositions(of: vectors, check: check).distances
    }

    /// Returns true if the left row wins against the right one, whichever is drawn first. False for equals.
    private func isBetter(_ left: Int, than right: Int) -> Bool {
        guard let mine = vectors[left], let theirs = vectors[right] else {
            return vectors[left] != nil && vectors[right] == nil
        }
        if mine.constrainedDominates(theirs) { return true }
        if theirs.constrainedDominates(mine) { return false }
        return distances[left] != distances[right] ? distances[left] > distances[right] : sizes[left] < sizes[right]
    }

    /// Draws rows into `pool`, each time from the whole population. Of equals, the one drawn first wins.
    package func draw(_ count: Int, into pool: inout [Int32], _ generator: inout Generator) {
        pool.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            let first = candidates[generator.below(candidates.count)]
            let second = candidates[generator.below(candidates.count)]
            pool.append(Int32(isBetter(second, than: first) ? second : first))
        }
    }

    /// Returns each row's probability at one draw; the sum is 1.
    ///
    /// - Parameter check: Called for each organism; what it throws ends the computation.
    /// - Complexity: O(n²) for n organisms
    package func probabilities<Stop: Error>(_ check: () throws(Stop) -> Void) throws(Stop) -> [Double] {
        var probabilities = [Double](repeating: 0, count: vectors.count)
        let all = Double(candidates.count * candidates.count)
        for row in candidates {
            try check()
            // Of n² pairs, those in which it meets another organism come in two orders.
            let won = candidates.reduce(0) { won, rival in
                won + (isBetter(row, than: rival) ? 2 : isBetter(rival, than: row) ? 0 : 1)
            }
            probabilities[row] = Double(won) / all
        }
        return probabilities
    }
}
