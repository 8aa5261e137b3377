/// A forecast of the time that future births take, as if each cost as much as the planned ones.
///
/// A search moves towards the fittest genomes. If larger networks are better, these are several times larger. The
/// first generation, drawn mostly at random, therefore does not predict the pace of later ones. Planned births do,
/// even before they are measured: their cost follows from the networks that they describe, and the first ones bred are
/// already close to the goal of the search. The time per unit of cost comes from the births that were measured.
package struct Forecast {
    private struct MeasuredBirth {
        let fitness: Double
        let cost: Double
        let seconds: Double
    }

    /// The costs of the newest births, including those that are only planned; about one generation.
    private var costs: [Double] = []
    /// The births of the current generation that have results.
    private var births: [MeasuredBirth] = []
    /// The number of births of the last complete generation; nil before the first.
    private var size: Int?
    /// The time per unit of cost in seconds.
    private var pace: Double?
    /// The duration of this run's evaluations in seconds, the sum over all workers.
    private var measured = 0.0
    /// The parts that were measured in this run, whose births may not be complete yet.
    private var parts = (count: 0, cost: 0.0, seconds: 0.0)
    /// All births that were planned in this run.
    private var planned = (count: 0, cost: 0.0)

    /// The budgets, such as numbers of epochs, that measurements with rungs used until their end.
    private var budgets = (count: 0, sum: 0.0)
    /// The budget that a measurement with rungs usually uses; nil without rungs.
    private let usualBudget: Double?

    /// Creates a forecast that has seen nothing.
    ///
    /// - Parameter usualBudget: The budget that a measurement with rungs usually uses, until enough were measured; nil
    ///   without rungs.
    package init(usualBudget: Double? = nil) { self.usualBudget = usualBudget }

    /// Adds the budget that a measurement with rungs used until its end.
    package mutating func noteEnd(after budget: Int) { budgets = (budgets.count + 1, budgets.sum + Double(budget)) }

    /// The budget that each measurement is expected to use: the mean of those that ended, among which the usual budget
    /// counts several times; 1 without rungs.
    private var expectedBudget: Double {
        guard let usualBudget else { return 1 }
        let weight = Double(Self.leastParts)
        return (weight * usualBudget + budgets.sum) / (weight + Double(budgets.count))
    }

    /// Adds a birth that will be measured.
    ///
    /// - Parameter cost: The estimated duration, in any unit.
    package mutating func plan(cost: Double) {
        costs.append(cost)
        planned = (planned.count + 1, planned.cost + cost)
    }

    /// Adds the duration of a part of a birth, in the order in which parts finish.
    ///
    /// - Parameter cost: The cost that it was planned with.
    package mutating func noteMeasured(cost: Double, seconds: Double) {
        parts = (parts.count + 1, parts.cost + cost, parts.seconds + seconds)
    }

    /// Adds the duration of a birth.
    ///
    /// - Parameters:
    ///   - fitness: The fitness; nil if the evaluation failed.
    ///   - cost: The cost that it was planned with.
    ///   - seconds: The duration of all its parts, including those that were already known.
    ///   - measured: The duration of the parts that were evaluated in this run.
    package mutating func note(fitness: Double?, cost: Double, seconds: Double, measured: Double) {
        births.append(MeasuredBirth(fitness: fitness ?? -.infinity, cost: cost, seconds: seconds))
        self.measured += measured
    }

    /// An evaluation in progress.
    package struct Running {
        /// Its age in seconds.
        let elapsed: Double
        /// The completed fraction; nil if it is unknown.
        let share: Double?

        package init(elapsed: Double, share: Double?) {
            self.elapsed = elapsed
            self.share = share
        }
    }

    /// Returns the least time that running evaluations will take, in seconds; at least one second.
    ///
    /// An evaluation may take much longer than planned, so its age counts. It is expected to take as long again, unless
    /// its completed fraction says that it is nearer to its end.
    package static func leastSeconds(of running: [Running]) -> Double {
        running.reduce(1) { least, evaluation in
            let rest = evaluation.share.map { $0 > 0 ? (1 - min(1, $0)) / $0 : 1 } ?? 1
            return max(least, evaluation.elapsed * min(1, rest))
        }
    }

    /// Learns from a complete generation.
    ///
    /// - Complexity: O(n log n) for n births.
    package mutating func endGeneration() {
        if let mean = Self.pace(of: births[...]) {
            // If costs do not predict durations, as with programs, the search is assumed halfway to the fittest.
            let fittest = births.sorted { $0.fitness > $1.fitness }.prefix(max(1, births.count / 4))
            pace = size == nil ? (mean * (Self.pace(of: fittest) ?? mean)).squareRoot() : mean
            size = births.count
        }
        births.removeAll(keepingCapacity: true)
        costs.removeFirst(max(0, costs.count - (size ?? 0)))
    }

    private static func pace(of births: ArraySlice<MeasuredBirth>) -> Double? {
        let cost = births.reduce(0) { $0 + $1.cost }
        return cost > 0 ? births.reduce(0) { $0 + $1.seconds } / cost : nil
    }

    /// Returns the time on the clock that a number of parts will take, in seconds, from the first ones measured; nil
    /// before there are enough.
    ///
    /// Each part is expected to cost as much as the planned ones on average, in the time per unit of cost of those that
    /// were measured, and with rungs to end as early as the others.
    package func seconds(ofParts count: Int, workers: Int, elapsed: Double) -> Double? {
        guard parts.count >= Self.leastParts || parts.count > 0 && elapsed >= Self.longWait else { return nil }
        guard parts.cost > 0, planned.count > 0 else { return nil }
        let each = parts.seconds / parts.cost * planned.cost / Double(planned.count) * expectedBudget
        return each * Double(count) / Double(max(1, workers))
    }

    /// The number of measured parts that is enough for an estimate.
    private static let leastParts = 4
    /// The seconds after which a single part is enough.
    private static let longWait = 5.0

    /// Returns the time on the clock that a number of births will take, in seconds; nil if nothing is known about it.
    ///
    /// - Complexity: O(n) for a generation of n births.
    package func seconds(of births: Double, elapsed: Double) -> Double? {
        guard let pace, let size, measured > 0, elapsed > 0 else { return nil }
        let newest = costs.suffix(size)
        guard !newest.isEmpty else { return nil }
        return births * pace * newest.reduce(0, +) / Double(newest.count) * elapsed / measured
    }
}
