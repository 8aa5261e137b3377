import Networks

/// A trained network on the validation set: the columns that matter, its mistakes, its calibration or its residuals.
public struct NetworkAnalysis: Codable, Hashable, Sendable {
    /// The importance of an input column: the fall of the score if its values are permuted.
    public struct Column: Codable, Hashable, Sendable {
        /// The name of the column in the table that was loaded.
        public let name: String
        /// The mean fall of the score.
        public let fall: Double
        /// The standard deviation over the permutations.
        public let deviation: Double

        package init(name: String, fall: Double, deviation: Double) {
            self.name = name
            self.fall = fall
            self.deviation = deviation
        }

        /// True if the fall is more than twice its standard deviation.
        public var matters: Bool { fall > 2 * deviation }
    }

    /// The classes that are confused most often.
    public struct Confusion: Codable, Hashable, Sendable {
        /// The actual class.
        public let actual: String
        /// The predicted class.
        public let predicted: String
        /// The number of samples.
        public let count: Int
        /// The fraction of the samples of the actual class.
        public let share: Double

        package init(actual: String, predicted: String, count: Int, share: Double) {
            self.actual = actual
            self.predicted = predicted
            self.count = count
            self.share = share
        }
    }

    /// The residuals of a numeric target: actual minus predicted.
    public struct Residuals: Codable, Hashable, Sendable {
        /// The name of the target.
        public let name: String
        /// The mean; above 0 if predictions are too low.
        public let mean: Double
        /// The root of their mean square.
        public let rootMeanSquare: Double
        /// The greatest absolute one.
        public let greatest: Double

        package init(name: String, mean: Double, rootMeanSquare: Double, greatest: Double) {
            self.name = name
            self.mean = mean
            self.rootMeanSquare = rootMeanSquare
            self.greatest = greatest
        }
    }

    /// The number of validation rows.
    public let rows: Int
    /// The name of the score that changes if a column is permuted.
    public let score: String
    /// The columns, the most important first; empty for images, and if Ctrl-C stopped the permutations.
    public let columns: [Column]
    /// The number of permutations of each column.
    public let permutations: Int
    /// The number of validation rows that were permuted.
    public let permutedRows: Int
    /// The number of wrongly predicted rows; nil for numeric targets.
    public let mistakes: Int?
    /// The most frequent confusion of two classes; nil without mistakes.
    public let confusion: Confusion?
    /// The expected calibration error; nil if the outputs are no probabilities.
    public let calibrationError: Double?
    /// The number of bins of the calibration error.
    public let calibrationBins: Int?
    /// The mean confidence minus the accuracy.
    public let overconfidence: Double?
    /// The residuals of each numeric target; empty for classes.
    public let residuals: [Residuals]

    package init(
        rows: Int, score: String, columns: [Column], permutations: Int, permutedRows: Int, mistakes: Int?,
        confusion: Confusion?, calibrationError: Double?, calibrationBins: Int?, overconfidence: Double?,
        residuals: [Residuals]
    ) {
        self.rows = rows
        self.score = score
        self.columns = columns
        self.permutations = permutations
        self.permutedRows = permutedRows
        self.mistakes = mistakes
        self.confusion = confusion
        self.calibrationError = calibrationError
        self.calibrationBins = calibrationBins
        self.overconfidence = overconfidence
        self.residuals = residuals
    }

    /// The change of the score for the worse: `fall of accuracy`, `rise of rmse`.
    public var change: String { Metric.worsening(of: score) }
    /// True if higher values of the score are worse.
    public var isScoreRising: Bool { Metric(named: score)?.isHigherBetter == false }
}

extension Metric {
    /// Returns the change of a score for the worse: `fall of accuracy`, `rise of rmse`.
    package static func worsening(of score: String) -> String {
        "\(Metric(named: score)?.isHigherBetter == false ? "rise" : "fall") of \(score)"
    }
}
