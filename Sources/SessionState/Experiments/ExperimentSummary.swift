import Evolution
package import Statistics

/// The statistics of an experiment's finished runs. Fitness is higher for better runs, also if the objective is
/// minimized.
package struct ExperimentSummary {
    /// The results of one way.
    package struct Way {
        /// The name.
        package let name: String
        /// The best fitness of each run within the budget, in the order of seeds; `-infinity` if all evaluations
        /// failed.
        package let ends: [Double]
        /// The number of failed evaluations in all runs, and of all evaluations.
        package let failures: (failed: Int, all: Int)
        /// The evaluations until the goal; nil without a goal.
        package let time: ExpectedRunningTime?
        /// The comparison with the first way; nil for the first way, and if no seed is finished in both.
        package fileprivate(set) var comparison: Comparison?

        /// The quantile of the ends; nil if it lies at or beyond a run whose evaluations all failed.
        package func quantile(_ fraction: Double) -> Double? {
            guard !ends.isEmpty else { return nil }
            let value = Quantiles.quantile(fraction, ofSorted: ends.sorted())
            return value.isFinite ? value : nil
        }

        /// The best end of all runs; nil if all evaluations failed.
        package var best: Double? { ends.max().flatMap { $0.isFinite ? $0 : nil } }
    }

    /// A paired comparison of a way with the first one.
    package struct Comparison {
        /// For each pair, the way's result minus the first way's: above 0 if the way was better. A result is the best
        /// fitness, or with a goal the evaluations until the goal, negated.
        let differences: [Double]
        /// The test of the differences.
        package let test: SignedRankTest
        /// The p value, corrected for all comparisons with the first way.
        package fileprivate(set) var probability: Double
        /// The number of comparisons that it is corrected for.
        fileprivate(set) var comparisons = 1
        /// The probability that a run of the way is better than one of the first way (Vargha and Delaney's A).
        package let superiority: Double?

        /// The median difference; nil if it lies between opposite infinities.
        package var median: Double? {
            let value = Quantiles.median(differences)
            return value.flatMap { $0.isNaN ? nil : $0 }
        }

        /// The bootstrap interval of the median difference.
        package var interval: ClosedRange<Double>? { MedianBootstrap.interval(differences) }

        /// The number of seeds in which the way was better.
        package var wins: Int { differences.count { $0 > 0 } }
        /// The number of seeds in which it was worse.
        package var losses: Int { differences.count { $0 < 0 } }
        /// The number of seeds in which both were equal.
        package var ties: Int { differences.count { $0 == 0 } }
        /// True if no run of either way has a result: none reached the goal, or all evaluations failed.
        package let lacksResults: Bool
    }

    /// The results of each way.
    package let ways: [Way]
    /// The number of evaluations after which the ways are compared: the most that all runs have. Nil with a goal, which
    /// ends runs early.
    package let budget: Int?
    /// True if some runs had more evaluations than the budget.
    package let isCut: Bool

    /// Summarizes the finished runs.
    package init(_ experiment: Experiment) {
        let goal = experiment.goalFitness
        let lengths = experiment.ways.flatMap { $0.runs.map(\.evaluations) }
        let budget = goal == nil ? lengths.min() : nil
        self.budget = budget
        isCut = budget.map { budget in lengths.contains { $0 > budget } } ?? false
        func end(_ run: ExperimentRun) -> Double {
            (budget.map(run.best(after:)) ?? run.best) ?? -.infinity
        }
        func result(_ run: ExperimentRun) -> Double {
            guard let goal else { return end(run) }
            return run.evaluations(untilReaching: goal).map { -Double($0) } ?? -.infinity
        }
        var ways = experiment.ways.map { way in
            Way(
                name: way.name, ends: way.runs.map(end),
                failures: way.runs.reduce((0, 0)) { ($0.0 + $1.failures, $0.1 + $1.evaluations) },
                time: goal.map { goal in
                    ExpectedRunningTime(
                        way.runs.map { run in
                            let hit = run.evaluations(untilReaching: goal)
                            return (hit ?? run.evaluations, hit != nil)
                        })
                })
        }
        let first = Dictionary(
            (experiment.ways.first?.runs ?? []).map { ($0.seed, result($0)) }, uniquingKeysWith: { $1 })
        for index in ways.indices.dropFirst() {
            let runs = experiment.ways[index].runs
            let differences = runs.compactMap { run in first[run.seed].map(result(run).difference) }
            guard !differences.isEmpty else { continue }
            let test = SignedRankTest(differences)
            ways[index].comparison = Comparison(
                differences: differences, test: test, probability: test.probability,
                superiority: Superiority.probability(of: runs.map(result), over: Array(first.values)),
                lacksResults: runs.allSatisfy { result($0) == -.infinity }
                    && first.values.allSatisfy { $0 == -.infinity })
        }
        let compared = ways.indices.filter { ways[$0].comparison != nil }
        let corrected = HolmCorrection.corrected(compared.compactMap { ways[$0].comparison?.test.probability })
        for (index, probability) in zip(compared, corrected) {
            ways[index].comparison?.probability = probability
            ways[index].comparison?.comparisons = compared.count
        }
        self.ways = ways
    }
}
