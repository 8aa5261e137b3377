/// How long the births to come will take: as if each were to cost what the planned ones cost.
///
/// A search moves to where the fittest are, and where larger networks are better, to several times larger ones: the first
/// generation, most of it drawn at random, does not tell the pace of those after it. The births that are planned do, before
/// they are measured: what they cost follows from what they build, and those bred first are already where the search goes.
/// What a unit of cost takes, the births that were measured tell.
package struct Forecast {
    private struct Birth {
        let fitness: Double
        let cost: Double
        let seconds: Double
    }

    /// What the newest births cost, as many as a generation has; those that are only planned included.
    private var costs: [Double] = []
    /// The births of the generation under way whose results are there.
    private var births: [Birth] = []
    /// How many births the last whole generation had; nil before the first.
    private var size: Int?
    /// Seconds a unit of cost.
    private var pace: Double?
    /// Seconds that the evaluations of this run took, all workers together.
    private var measured = 0.0

    package init() {}

    /// Notes that a birth is to be measured.
    ///
    /// - Parameter cost: about how long that takes, in any unit.
    package mutating func plan(cost: Double) { costs.append(cost) }

    /// Notes what a birth took; without a fitness it failed.
    ///
    /// - Parameters:
    ///   - cost: what it was planned with.
    ///   - seconds: of all its parts, those that were known already included.
    ///   - measured: of those that were evaluated in this run.
    package mutating func note(fitness: Double?, cost: Double, seconds: Double, measured: Double) {
        births.append(Birth(fitness: fitness ?? -.infinity, cost: cost, seconds: seconds))
        self.measured += measured
    }

    /// Learns from a generation that is whole. O(n log n) for its n births.
    package mutating func endGeneration() {
        if let mean = Self.pace(of: births[...]) {
            // Where the cost tells nothing, as with programs, the search is half on its way to the fittest.
            let fittest = births.sorted { $0.fitness > $1.fitness }.prefix(max(1, births.count / 4))
            pace = size == nil ? (mean * (Self.pace(of: fittest) ?? mean)).squareRoot() : mean
            size = births.count
        }
        births.removeAll(keepingCapacity: true)
        costs.removeFirst(max(0, costs.count - (size ?? 0)))
    }

    private static func pace(of births: ArraySlice<Birth>) -> Double? {
        let cost = births.reduce(0) { $0 + $1.cost }
        return cost > 0 ? births.reduce(0) { $0 + $1.seconds } / cost : nil
    }

    /// Seconds of the clock that so many births will take; nil where nothing is known of it. O(n) for a generation of n.
    package func seconds(of births: Double, elapsed: Double) -> Double? {
        guard let pace, let size, measured > 0, elapsed > 0 else { return nil }
        let newest = costs.suffix(size)
        guard !newest.isEmpty else { return nil }
        return births * pace * newest.reduce(0, +) / Double(newest.count) * elapsed / measured
    }
}
