/// A score on some rows, with its 95% confidence interval.
public struct MeasuredScore: Codable, Hashable, Sendable {
    /// The score.
    public let value: Double
    /// The rows that it was measured on.
    public let rows: Int
    /// The lower end of its 95% confidence interval; nil for scores whose spread is not known.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?

    init(_ value: Double, score: String, rows: Int) {
        self.value = value
        self.rows = rows
        let interval = Trust(score: score, rows: rows)?.interval(of: value)
        (low, high) = (interval?.lowerBound, interval?.upperBound)
    }
}

/// What was said of the samples of each class.
public struct ConfusionReport: Codable, Hashable, Sendable {
    /// The part of the data: `test` or `validation`.
    public let part: String
    /// The classes by name.
    public let classes: [String]
    /// A row a class, and in it how often its samples were said to be each class.
    public let counts: [[Int]]

    /// Of what was said to be a class, the share that is; nil where it never was said.
    public func precision(of place: Int) -> Double? {
        let said = counts.reduce(0) { $0 + $1[place] }
        return said == 0 ? nil : Double(counts[place][place]) / Double(said)
    }

    /// Of what is a class, the share that was said to be; nil where there is none.
    public func recall(of place: Int) -> Double? {
        let there = counts[place].reduce(0, +)
        return there == 0 ? nil : Double(counts[place][place]) / Double(there)
    }
}

/// A network that was trained in full.
public struct TrainedReport: Codable, Hashable, Sendable {
    /// Epochs that were run.
    public let epochs: Int
    /// The epoch whose weights were kept; 0 for those that it started with.
    public let bestEpoch: Int
    /// Why it ended: `no improvement in 10 epochs`.
    public let stop: String
    /// The name of the score.
    public let score: String
    /// The validation score of the kept weights.
    public let validation: Double
    /// The same with its interval.
    public let validationScore: MeasuredScore
    /// The test score; nil where there is no test part.
    public let test: Double?
    /// The same with its interval.
    public let testScore: MeasuredScore?
    /// How often the test part was read by now.
    public let testReads: Int
    /// Numbers that were learned.
    public let parameters: Int
    /// Seconds that it took.
    public let seconds: Double
    /// The file that was written, where one was wanted.
    public let path: String?
    /// Whether it was stopped by Ctrl-C; the best weights so far were kept.
    public let wasStopped: Bool
    /// The validation score of each seed, where several were tried.
    public let seeds: [Double]
    /// Why seeds failed, where some did: `seed 3 of 5 failed: …`.
    public let failures: [String]
    /// What was said of each class; nil for numbers.
    public let confusion: ConfusionReport?
    /// What each epoch gave.
    public let curve: [Epoch]

    /// What an epoch gave.
    public struct Epoch: Codable, Hashable, Sendable {
        /// From 1.
        public let epoch: Int
        /// The mean loss of its steps.
        public let trainingLoss: Double
        /// The loss on the validation part after it.
        public let validationLoss: Double?
        /// The score on the validation part after it.
        public let score: Double?
    }
}

/// A network that was opened.
public struct NetworkReport: Codable, Hashable, Sendable {
    /// The file.
    public let path: String
    /// What a sample is: `8×8×1 pixels`, `4 columns`.
    public let sample: String
    /// The hidden layers, each in words.
    public let hidden: [String]
    /// What comes out, by name.
    public let outputs: [String]
    /// Whether the outputs are classes.
    public let hasClasses: Bool
    /// Numbers that were learned.
    public let parameters: Int
    /// What will surprise.
    public let warnings: [String]
}

/// The network at hand on the data.
public struct ScoredReport: Codable, Hashable, Sendable {
    /// The name of the score.
    public let score: String
    /// On the validation part.
    public let validation: MeasuredScore
    /// On the test part; nil where there is none.
    public let test: MeasuredScore?
    /// All scores by name, of the test part where there is one, else of the validation part.
    public let scores: [String: Double]
    /// How often the test part was read by now.
    public let testReads: Int
    /// What was said of each class; nil for numbers.
    public let confusion: ConfusionReport?
}

/// What the network at hand says of new samples.
public struct PredictedReport: Codable, Hashable, Sendable {
    /// How many samples there are.
    public let samples: Int
    /// The first of them, or all, with what is said of each.
    public let table: Table
    /// The file that all were written to; nil where none was wanted.
    public let path: String?
    /// What was decided on the way, a sentence each.
    public let remarks: [String]
}

/// Several networks, and the mean of what comes out of them.
public struct EnsembleReport: Codable, Hashable, Sendable {
    /// The name of the score.
    public let score: String
    /// The validation score of each network, the fittest first.
    public let members: [Double]
    /// Networks that had to be trained.
    public let trained: Int
    /// The validation score of the mean of their outputs.
    public let validation: MeasuredScore
    /// What the mean is better by than the best of them.
    public let gain: Double
    /// The test score of the mean of their outputs; nil where there is no test part.
    public let test: MeasuredScore?
    /// What that is better by than the test score of the network that is best on the validation part.
    public let testGain: Double?
    /// How often the test part was read by now.
    public let testReads: Int
    /// Seconds that it took.
    public let seconds: Double
}
