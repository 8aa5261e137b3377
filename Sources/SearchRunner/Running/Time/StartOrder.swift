import Platform

/// The evaluations that wait for a worker while a time limit runs, and the choice of the next one.
///
/// What was begun is completed first, because a genome counts only with all of its parts. Then follow the genomes with
/// the greatest expected improvement per second (Snoek, Larochelle and Adams, "Practical Bayesian optimization of
/// machine learning algorithms", 2012), and last those of which nothing is predicted, the cheapest first. An evaluation
/// that cannot end in time is not begun.
///
/// The order decides what is known when the time is up. It never changes the history, which takes the outcomes in the
/// order of the births.
package struct StartOrder {
    private struct Waiting {
        let number: Int
        let birth: Int
        let cost: Double
        /// The logarithm of the expected improvement; nil if nothing is predicted.
        let promise: Double?
    }

    private var waiting: [Waiting] = []
    /// The births of which a part was begun.
    private var begun: Set<Int> = []
    /// The number of parts of each birth that wait.
    private var partsWaiting: [Int: Int] = [:]
    private var durations = DurationModel()
    /// The estimated cost of each running evaluation, by its number.
    private var running: [Int: Double] = [:]

    package init() {}

    /// The number of running evaluations.
    package var runningCount: Int { running.count }

    /// True if nothing is running although evaluations wait: none of them can end in time.
    package var isStuck: Bool { running.isEmpty && !waiting.isEmpty }

    /// Adds an evaluation.
    ///
    /// - Parameters:
    ///   - birth: the birth of which it is a part.
    ///   - cost: the estimated cost, in any unit.
    ///   - promise: the logarithm of the expected improvement; nil if nothing is predicted.
    package mutating func add(_ number: Int, of birth: Int, cost: Double, promise: Double?) {
        waiting.append(Waiting(number: number, birth: birth, cost: cost, promise: promise))
        partsWaiting[birth, default: 0] += 1
    }

    /// Removes the next evaluation to begin and returns its number; nil if none waits or none can end in time.
    ///
    /// - Parameters:
    ///   - left: the seconds until the time is up.
    ///   - workers: the number of evaluations that run at once.
    /// - Complexity: O(waiting evaluations)
    package mutating func next(left: Double, workers: Int) -> Int? {
        guard left > 0 else { return nil }
        var best: (index: Int, rank: Rank)?
        for (index, candidate) in waiting.enumerated() {
            let duration = durations.prediction(cost: candidate.cost)
            if let duration {
                let rounds = (partsWaiting[candidate.birth, default: 1] + workers - 1) / max(1, workers)
                guard duration.short * Double(rounds) <= left else { continue }
            }
            let time = log(max(duration?.expected ?? candidate.cost, .leastNormalMagnitude))
            let rank = Rank(
                isBegun: begun.contains(candidate.birth), isPredicted: candidate.promise != nil,
                value: (candidate.promise ?? 0) - time)
            if best.map({ $0.rank < rank }) ?? true { best = (index, rank) }
        }
        guard let best else { return nil }
        let next = waiting.remove(at: best.index)
        begun.insert(next.birth)
        partsWaiting[next.birth, default: 1] -= 1
        running[next.number] = next.cost
        return next.number
    }

    /// Removes a running evaluation that has ended.
    ///
    /// - Parameter seconds: its duration; nil if it was not measured here or failed, which is usually quicker.
    package mutating func end(_ number: Int, seconds: Double?) {
        guard let cost = running.removeValue(forKey: number), let seconds else { return }
        durations.learn(cost: cost, seconds: seconds)
    }

    /// The rank of an evaluation in the order.
    private struct Rank: Comparable {
        let isBegun: Bool
        let isPredicted: Bool
        let value: Double

        static func < (left: Rank, right: Rank) -> Bool {
            if left.isBegun != right.isBegun { return right.isBegun }
            if left.isPredicted != right.isPredicted { return right.isPredicted }
            return left.value < right.value
        }
    }
}
