package import Evolution
import Statistics

/// The results of several random searches of the same length.
package struct RandomSearches: Codable, Hashable, Sendable {
    /// The best fitness of each search; nil if all its evaluations failed.
    package let bests: [Double?]
    /// The numbers of evaluations that the columns below belong to, in ascending order.
    package let steps: [Int]
    /// The median of the best so far of all searches after each step; nil if it is a failure.
    let median: [Double?]
    /// The interval that contains the best so far of 95% of searches after each step; nil if an end is a failure.
    package let band: [ClosedRange<Double>?]

    /// Returns a column with one value for each evaluation: each step's value holds up to the next step.
    func expanded<Value>(_ column: [Value?], to count: Int) -> [Value?] {
        var values: [Value?] = []
        values.reserveCapacity(count)
        for (index, step) in steps.enumerated() {
            let end = index + 1 < steps.count ? steps[index + 1] - 1 : count
            while values.count < step - 1 { values.append(nil) }
            while values.count < min(end, count) { values.append(column[index]) }
        }
        return values
    }
}

/// Searches of a strategy that learns nothing, collected as they finish: the first one completely, and the best so far
/// of all.
package struct RivalSearches: Sendable {
    /// The first search.
    let first: Evolution
    /// The numbers of evaluations after which the best so far is kept.
    package let steps: [Int]
    /// The best so far of each search after each step; `-infinity` before the first fitness.
    private var columns: [[Double]]

    /// The maximum number of steps; more cannot be distinguished in a figure.
    private static let maximumSteps = 400

    /// The value that is compared.
    let measure: ComparedMeasure

    /// Starts with one finished search.
    package init(_ first: Evolution, by measure: ComparedMeasure) {
        self.first = first
        self.measure = measure
        steps = measure.steps(of: first.evaluations)
        columns = steps.map { _ in [] }
        add(measure.bestSoFar(first, after: steps))
    }

    /// The number of searches.
    package var count: Int { columns.last?.count ?? 0 }

    /// Adds the best so far of one more search after each step.
    package mutating func add(_ bestSoFar: [Double]) {
        for (index, best) in bestSoFar.enumerated() { columns[index].append(best) }
    }

    /// Returns the steps of a search: all evaluations, or 400 evenly spaced ones, including the last one and its
    /// tenths.
    static func steps(of evaluations: Int) -> [Int] {
        guard evaluations > maximumSteps else { return Array(1...max(1, evaluations)) }
        return (1...maximumSteps).map { evaluations * $0 / maximumSteps }
    }

    /// Returns the best so far of a search after each step; `-infinity` before its first fitness.
    static func bestSoFar(_ search: Evolution, after steps: [Int]) -> [Double] {
        bestSoFar(count: search.evaluations, after: steps) { search.history.outcome($0)?.feasibleFitness ?? -.infinity }
    }

    /// Returns the best so far of some fitness values after each step.
    static func bestSoFar(count: Int, after steps: [Int], fitness: (Int) -> Double) -> [Double] {
        var (best, done) = (-Double.infinity, 0)
        return steps.map { step in
            while done < min(step, count) {
                best = max(best, fitness(done))
                done += 1
            }
            return best
        }
    }

    /// The results of all searches; nil if there is only one.
    var summary: RandomSearches? {
        guard count > 1 else { return nil }
        func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
        return RandomSearches(
            bests: (columns.last ?? []).map(finite), steps: steps,
            median: columns.map { finite(Quantiles.median($0)) },
            band: columns.map { column in
                Quantiles.predictionInterval(column).flatMap { $0.lowerBound.isFinite ? $0 : nil }
            })
    }
}
