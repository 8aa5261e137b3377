/// The results of an experiment.
public struct ExperimentReport: Codable, Hashable, Sendable {
    /// The results of one way.
    public struct Way: Codable, Hashable, Sendable {
        /// The name.
        public let name: String
        /// The number of finished runs.
        public let runs: Int
        /// The median of the best values; nil if it belongs to a run whose evaluations all failed.
        public let median: Double?
        /// The lower end of the interquartile range.
        public let lowerQuartile: Double?
        /// The upper end of the interquartile range.
        public let upperQuartile: Double?
        /// The best value of all runs.
        public let best: Double?
        /// The number of runs that reached the goal; nil without a goal.
        public let successes: Int?
        /// The evaluations of all runs, divided by the successes; nil without a goal or a success.
        public let expectedEvaluations: Double?
        /// The comparison with the first way; nil for the first way, and if no seed is finished in both.
        public let comparison: Comparison?

        package init(
            name: String, runs: Int, median: Double?, lowerQuartile: Double?, upperQuartile: Double?, best: Double?,
            successes: Int?, expectedEvaluations: Double?, comparison: Comparison?
        ) {
            self.name = name
            self.runs = runs
            self.median = median
            self.lowerQuartile = lowerQuartile
            self.upperQuartile = upperQuartile
            self.best = best
            self.successes = successes
            self.expectedEvaluations = expectedEvaluations
            self.comparison = comparison
        }
    }

    /// A paired comparison of a way with the first one.
    public struct Comparison: Codable, Hashable, Sendable {
        /// The median of the differences, the way's result minus the first way's: of the best values, or with a goal of
        /// the evaluations until the goal.
        public let difference: Double?
        /// The lower end of the difference's 95% bootstrap interval.
        public let differenceLow: Double?
        /// The interval's upper end.
        public let differenceHigh: Double?
        /// The number of seeds in which the way was better.
        public let wins: Int
        /// The number of seeds in which it was worse.
        public let losses: Int
        /// The number of seeds in which both were equal.
        public let ties: Int
        /// The two-sided p value of Wilcoxon's signed-rank test.
        public let p: Double
        /// The p value after Holm's correction for all comparisons with the first way.
        public let correctedP: Double
        /// Vargha and Delaney's A: the probability that a run of the way is better than one of the first way.
        public let superiority: Double?

        package init(
            difference: Double?, differenceLow: Double?, differenceHigh: Double?, wins: Int, losses: Int, ties: Int,
            p: Double, correctedP: Double, superiority: Double?
        ) {
            self.difference = difference
            self.differenceLow = differenceLow
            self.differenceHigh = differenceHigh
            self.wins = wins
            self.losses = losses
            self.ties = ties
            self.p = p
            self.correctedP = correctedP
            self.superiority = superiority
        }
    }

    /// The name of the experiment.
    public let name: String
    /// The objective as text.
    public let objective: String
    /// The number of seeds.
    public let seeds: Int
    /// The number of generations of each run.
    public let generations: Int
    /// The value of the objective that ends a run; nil for none.
    public let goal: Double?
    /// The number of evaluations after which the ways are compared; nil with a goal.
    public let evaluations: Int?
    /// The number of finished runs.
    public let finished: Int
    /// The number of runs.
    public let runs: Int
    /// The results of each way.
    public let ways: [Way]
    /// The same results as a table.
    public let table: Table
    /// The results in plain words.
    public let sentences: [String]
    /// Warnings, such as about runs that are missing.
    public let warnings: [String]
    /// The duration of the command in seconds; nil for `show experiment`.
    public let seconds: Double?

    package init(
        name: String, objective: String, seeds: Int, generations: Int, goal: Double?, evaluations: Int?, finished: Int,
        runs: Int, ways: [Way], table: Table, sentences: [String], warnings: [String], seconds: Double?
    ) {
        self.name = name
        self.objective = objective
        self.seeds = seeds
        self.generations = generations
        self.goal = goal
        self.evaluations = evaluations
        self.finished = finished
        self.runs = runs
        self.ways = ways
        self.table = table
        self.sentences = sentences
        self.warnings = warnings
        self.seconds = seconds
    }

    /// The heading: `experiment "pressure": best x / y after 400 evaluations, 20 seeds`.
    public var title: String {
        let budget = evaluations.map { " after \(Numbers.counted($0, "evaluation"))" } ?? ""
        let goal = goal.map { ", goal \(Numbers.score($0))" } ?? ""
        return "experiment \"\(name)\": best \(objective)\(budget)\(goal), \(Numbers.counted(seeds, "seed"))"
    }
}
