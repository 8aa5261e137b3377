/// A score on some rows, with its 95% confidence interval.
public struct MeasuredScore: Codable, Hashable, Sendable {
    /// The score.
    public let value: Double
    /// The number of rows that it was measured on.
    public let rows: Int
    /// The lower end of its 95% confidence interval; nil for scores of unknown spread.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?

    package init(value: Double, rows: Int, low: Double?, high: Double?) {
        self.value = value
        self.rows = rows
        self.low = low
        self.high = high
    }
}

/// A confusion matrix.
public struct ConfusionReport: Codable, Hashable, Sendable {
    /// The set of the samples: `test` or `validation`.
    public let part: String
    /// The names of the classes.
    public let classes: [String]
    /// The numbers of samples: a row for each actual class, a column for each predicted class.
    public let counts: [[Int]]

    package init(part: String, classes: [String], counts: [[Int]]) {
        self.part = part
        self.classes = classes
        self.counts = counts
    }

    /// Returns the precision of a class: the fraction of its predictions that are correct; nil if it was never
    /// predicted.
    public func precision(of index: Int) -> Double? {
        let predicted = counts.reduce(0) { $0 + $1[index] }
        return predicted == 0 ? nil : Double(counts[index][index]) / Double(predicted)
    }

    /// Returns the recall of a class: the fraction of its samples that were found; nil if it has no samples.
    public func recall(of index: Int) -> Double? {
        let actual = counts[index].reduce(0, +)
        return actual == 0 ? nil : Double(counts[index][index]) / Double(actual)
    }
}

/// The result of a full training.
public struct TrainedReport: Codable, Hashable, Sendable {
    /// The number of epochs.
    public let epochs: Int
    /// The epoch whose weights were kept; 0 for the initial weights.
    public let bestEpoch: Int
    /// The reason for the end: `no improvement in 10 epochs`.
    public let stop: String
    /// The name of the score.
    public let score: String
    /// The validation score of the kept weights.
    public let validation: Double
    /// The validation score with its confidence interval.
    public let validationScore: MeasuredScore
    /// The test score; nil if there is no test set.
    public let test: Double?
    /// The test score with its confidence interval.
    public let testScore: MeasuredScore?
    /// The number of times that the test set has been read.
    public let testReads: Int
    /// The number of trainable parameters.
    public let parameters: Int
    /// The duration in seconds.
    public let seconds: Double
    /// The file that was written; nil if none was requested.
    public let path: String?
    /// True if Ctrl-C stopped the training; the best weights so far were kept, or the network of the first training if
    /// it stopped the second one.
    public let wasStopped: Bool
    /// The validation score of each seed, NaN for one that failed; empty for a single seed.
    public let seeds: [Double]
    /// The errors of the seeds that failed: `seed 3 of 5 failed: …`.
    public let failures: [String]
    /// The confusion matrix; nil for regression.
    public let confusion: ConfusionReport?
    /// The learning curve: one entry per epoch.
    public let curve: [Epoch]
    /// The reasons for which the search measured another value, in one line; nil if it measured the same one, or none.
    public var comparison: String?
    /// The network on the validation set; nil if Ctrl-C stopped the training.
    public var analysis: NetworkAnalysis?
    /// The second training, on the training and validation sets together; nil if there was none. The test score and the
    /// file are those of its network, all else is of the first training.
    public let refit: RefitReport?

    package init(
        epochs: Int, bestEpoch: Int, stop: String, score: String, validation: Double, validationScore: MeasuredScore,
        test: Double?, testScore: MeasuredScore?, testReads: Int, parameters: Int, seconds: Double, path: String?,
        wasStopped: Bool, seeds: [Double], failures: [String], confusion: ConfusionReport?, curve: [Epoch],
        comparison: String? = nil, analysis: NetworkAnalysis? = nil, refit: RefitReport? = nil
    ) {
        self.epochs = epochs
        self.bestEpoch = bestEpoch
        self.stop = stop
        self.score = score
        self.validation = validation
        self.validationScore = validationScore
        self.test = test
        self.testScore = testScore
        self.testReads = testReads
        self.parameters = parameters
        self.seconds = seconds
        self.path = path
        self.wasStopped = wasStopped
        self.seeds = seeds
        self.failures = failures
        self.confusion = confusion
        self.curve = curve
        self.comparison = comparison
        self.analysis = analysis
        self.refit = refit
    }

    /// The results of an epoch.
    public struct Epoch: Codable, Hashable, Sendable {
        /// The number of the epoch, from 1.
        public let epoch: Int
        /// The mean training loss of its steps.
        public let trainingLoss: Double
        /// The validation loss after the epoch.
        public let validationLoss: Double?
        /// The validation score after the epoch.
        public let score: Double?

        package init(epoch: Int, trainingLoss: Double, validationLoss: Double?, score: Double?) {
            self.epoch = epoch
            self.trainingLoss = trainingLoss
            self.validationLoss = validationLoss
            self.score = score
        }
    }
}

/// A network that was opened.
public struct NetworkReport: Codable, Hashable, Sendable {
    /// The file.
    public let path: String
    /// The shape of a sample: `8×8×1 pixels`, `4 columns`.
    public let sample: String
    /// The layers between inputs and outputs, each as text.
    public let hidden: [String]
    /// The names of the outputs.
    public let outputs: [String]
    /// True if the outputs are classes.
    public let hasClasses: Bool
    /// The number of trainable parameters.
    public let parameters: Int
    /// The warnings.
    public let warnings: [String]

    package init(
        path: String, sample: String, hidden: [String], outputs: [String], hasClasses: Bool, parameters: Int,
        warnings: [String]
    ) {
        self.path = path
        self.sample = sample
        self.hidden = hidden
        self.outputs = outputs
        self.hasClasses = hasClasses
        self.parameters = parameters
        self.warnings = warnings
    }
}

/// The scores of the current network on the data.
public struct ScoredReport: Codable, Hashable, Sendable {
    /// The name of the score.
    public let score: String
    /// The validation score.
    public let validation: MeasuredScore
    /// The test score; nil if there is no test set.
    public let test: MeasuredScore?
    /// All scores by name, on the test set if there is one, otherwise on the validation set.
    public let scores: [String: Double]
    /// The number of times that the test set has been read.
    public let testReads: Int
    /// The confusion matrix; nil for regression.
    public let confusion: ConfusionReport?

    package init(
        score: String, validation: MeasuredScore, test: MeasuredScore?, scores: [String: Double], testReads: Int,
        confusion: ConfusionReport?
    ) {
        self.score = score
        self.validation = validation
        self.test = test
        self.scores = scores
        self.testReads = testReads
        self.confusion = confusion
    }
}

/// The predictions of the current network for new samples.
public struct PredictedReport: Codable, Hashable, Sendable {
    /// The number of samples.
    public let samples: Int
    /// The first samples, or all, with their predictions.
    public let table: Table
    /// The file with all predictions; nil if none was requested.
    public let path: String?
    /// The decisions made on the way, one sentence each.
    public let remarks: [String]

    package init(samples: Int, table: Table, path: String?, remarks: [String]) {
        self.samples = samples
        self.table = table
        self.path = path
        self.remarks = remarks
    }
}

/// A training on the training and validation sets together, for a number of epochs that is known.
public struct RefitReport: Codable, Hashable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of epochs.
    public let epochs: Int
    /// The duration in seconds.
    public let seconds: Double

    package init(rows: Int, epochs: Int, seconds: Double) {
        self.rows = rows
        self.epochs = epochs
        self.seconds = seconds
    }
}

/// Several networks and the mean of their outputs.
public struct EnsembleReport: Codable, Hashable, Sendable {
    /// The name of the score.
    public let score: String
    /// The validation score of each network, the fittest first.
    public let members: [Double]
    /// The number of networks that had to be trained.
    public let trained: Int
    /// The validation score of the mean of their outputs.
    public let validation: MeasuredScore
    /// The improvement of the validation score over the best of the networks.
    public let gain: Double
    /// The test score of the mean of their outputs; nil if there is no test set.
    public let test: MeasuredScore?
    /// The improvement of the test score over the network with the best validation score.
    public let testGain: Double?
    /// The number of times that the test set has been read.
    public let testReads: Int
    /// The duration in seconds.
    public let seconds: Double
    /// The second training of each network, on the training and validation sets together; empty if there was none. The
    /// test score is that of the networks trained last.
    public let refits: [RefitReport]

    package init(
        score: String, members: [Double], trained: Int, validation: MeasuredScore, gain: Double, test: MeasuredScore?,
        testGain: Double?, testReads: Int, seconds: Double, refits: [RefitReport] = []
    ) {
        self.refits = refits
        self.score = score
        self.members = members
        self.trained = trained
        self.validation = validation
        self.gain = gain
        self.test = test
        self.testGain = testGain
        self.testReads = testReads
        self.seconds = seconds
    }
}
