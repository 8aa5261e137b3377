import Evolution
package import Objectives

/// The counters of one run of a search.
package struct SearchCounters {
    /// The number of outcomes.
    package private(set) var evaluations = 0
    /// The number of parts that were measured.
    package private(set) var measured = 0
    /// The number of parts that were known.
    package private(set) var known = 0
    /// The number of failures.
    package private(set) var failures = 0
    /// The number of failures since the last fitness, in the order of births.
    package private(set) var failuresInRow = 0
    /// The reason of the last failure; nil if there was none.
    package private(set) var failureReason: String?
    /// The reasons of all failures.
    package private(set) var failureReasons = FailureReasons()
    /// The best fitness, of an unfinished generation too; nil before the first.
    package private(set) var bestFitness: Double?

    /// Counts a part that was measured.
    mutating func countMeasured() { measured += 1 }

    /// Counts a birth whose outcome is known.
    mutating func add(_ finished: FinishedEvaluation) {
        evaluations += 1
        known += finished.known.count
        switch finished.outcome {
        case .fitness(let fitness, _):
            bestFitness = max(bestFitness ?? fitness, fitness)
            failuresInRow = 0
        case .vector: failuresInRow = 0
        case .failure(let reason):
            failures += 1
            failuresInRow += 1
            failureReason = reason
            failureReasons.add(reason)
        }
    }

    /// Counts the outcomes of several functions of genes.
    mutating func add(_ outcomes: [Outcome]) {
        evaluations += outcomes.count
        measured += outcomes.count
        for case .failure(let reason) in outcomes {
            failures += 1
            failureReasons.add(reason)
            failureReason = reason
        }
    }

    /// Counts the values of a function of genes; a value that is not finite is a failure.
    ///
    /// - Parameter reasons: The reasons of the failures.
    mutating func add(_ values: [Double], reasons: [String]) {
        evaluations += values.count
        measured += values.count
        for value in values where value.isFinite { bestFitness = max(bestFitness ?? value, value) }
        failures += reasons.count
        for reason in reasons { failureReasons.add(reason) }
        failureReason = reasons.last ?? failureReason
    }
}
