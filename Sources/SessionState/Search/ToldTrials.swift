package import Evolution
package import SearchRunner

/// The genomes that another program evaluates with a range of epochs, from the time they are asked for until their
/// outcome counts.
///
/// They follow the rules of searches that this program evaluates: the decision whether a genome continues is made from the
/// records of births at least `stoppingDistance` before it, so that the history does not depend on the order of the
/// values. See `StoppingRule`.
package struct ToldTrials: Codable, Hashable, Sendable {
    /// One genome.
    package struct Trial: Codable, Hashable, Sendable {
        /// The values at the rungs so far.
        package var points: [RungRecord.Point] = []
        /// The number of epochs that it may work now; nil while the rule cannot decide yet.
        package var budget: Int?
        /// True if it was given with this number of epochs.
        package var isAsked = false
        /// The record of its rungs, once its end is decided.
        package var record: RungRecord?

        private enum CodingKeys: String, CodingKey { case points, budget, isAsked, record }

        /// The number of epochs that it worked before.
        package var reached: Int { points.last?.budget ?? 0 }
    }

    /// The genomes by birth.
    package private(set) var trials: [Int: Trial] = [:]
    /// The reasons of those that failed.
    private var failures: [Int: String] = [:]

    package init() {}

    private enum CodingKeys: String, CodingKey { case trials, failures }

    /// The births that may work on with more epochs, in their order.
    package var continuing: [Int] {
        trials.filter { $1.budget != nil && !$1.isAsked && $1.record == nil && !$1.points.isEmpty }.keys.sorted()
    }

    /// The births that were given and wait for a value, in their order.
    package var asked: [Int] { trials.filter { $1.isAsked }.keys.sorted() }

    /// Gives all births again to an evolution that has forgotten them: a session that is opened gives none to anybody.
    package func askAgain(_ evolution: inout Evolution) {
        guard let last = trials.keys.max(), !evolution.isPending(last) else { return }
        _ = evolution.ask(last + 1 - evolution.evaluations)
    }

    /// Marks a birth as given, and returns the number of epochs that it may work.
    package mutating func ask(_ birth: Int, _ rungs: Rungs) -> Int {
        let budget = trials[birth]?.budget ?? rungs.lowest
        trials[birth, default: Trial()].budget = budget
        trials[birth]?.isAsked = true
        return budget
    }

    /// Takes the value of a birth after its number of epochs; higher is better.
    package mutating func tell(_ birth: Int, _ fitness: Double) {
        guard let budget = trials[birth]?.budget else { return }
        trials[birth]?.points.append(.init(budget: budget, fitness: fitness))
        trials[birth]?.budget = nil
        trials[birth]?.isAsked = false
    }

    /// Forgets a birth, whose outcome counts at once.
    package mutating func forget(_ birth: Int) { trials[birth] = nil }

    /// Takes the failure of a birth.
    package mutating func fail(_ birth: Int, _ reason: String, _ rungs: Rungs) {
        let points = trials[birth]?.points ?? []
        trials[birth]?.isAsked = false
        trials[birth]?.record = RungRecord(
            birth: birth, points: points, highest: rungs.highest, fitness: nil, end: .failed)
        failures[birth] = reason
    }

    /// Decides about all births that can be decided, and reports the outcomes that count now.
    package mutating func decide(
        _ rungs: Rungs, _ stopping: Stopping, _ evolution: inout Evolution, _ log: inout EvaluationLog
    ) {
        let rule = stopping.rule(for: rungs)
        let distance = evolution.settings.stoppingDistance
        var reported: Int
        repeat {
            reported = evolution.evaluations
            for birth in trials.keys.sorted() where birth < reported + distance {
                decide(birth, rungs, rule, log.rungs, distance)
            }
            while let record = trials[evolution.evaluations]?.record {
                trials[record.birth] = nil
                // The values of a search that another program evaluates have no known durations.
                log.add(.init(birth: record.birth, seconds: 0, worker: nil, deviation: nil, rungs: record))
                if let fitness = record.fitness {
                    evolution.tell(record.birth, .fitness(fitness))
                } else {
                    evolution.tell(record.birth, .failure(failures.removeValue(forKey: record.birth) ?? ""))
                }
            }
        } while evolution.evaluations > reported
    }

    private mutating func decide(
        _ birth: Int, _ rungs: Rungs, _ rule: (any StoppingRule)?, _ records: [RungRecord], _ distance: Int
    ) {
        guard let trial = trials[birth], trial.record == nil, trial.budget == nil, let last = trial.points.last else {
            return
        }
        func end(_ fitness: Double?, _ end: RungRecord.End) {
            trials[birth]?.record = RungRecord(
                birth: birth, points: trial.points, highest: max(rungs.highest, last.budget), fitness: fitness,
                end: end)
        }
        guard let next = rungs.budgets.first(where: { $0 > last.budget }) else {
            return end(last.fitness, .complete)
        }
        let earlier = Array(records.prefix(records.count(through: birth - distance)))
        if let reason = rule?.reasonToStop(trial.points, after: earlier) {
            return end(RungRecord.fitness(ofStopped: trial.points, after: earlier), .stopped(reason))
        }
        trials[birth]?.budget = next
    }

    /// Returns true if all numbers of decoded trials are possible.
    func isSound(births: Int) -> Bool {
        trials.allSatisfy { birth, trial in
            if let budget = trial.budget, budget <= trial.reached { return false }
            if let record = trial.record, !record.isSound || record.birth != birth { return false }
            return (0..<births).contains(birth) && (!trial.isAsked || trial.budget != nil)
                && trial.points.allSatisfy { $0.budget > 0 && $0.fitness.isFinite }
                && zip(trial.points, trial.points.dropFirst()).allSatisfy { $0.budget < $1.budget }
        }
    }
}
