/// The shape and the split of a dataset.
public struct DataReport: Codable, Hashable, Sendable {
    /// A regression target.
    public struct Amount: Codable, Hashable, Sendable {
        /// The name of the label.
        public let name: String
        /// The minimum of all samples.
        public let least: Double
        /// The maximum of all samples.
        public let greatest: Double
        /// The mean of all samples.
        public let mean: Double
        /// Their standard deviation.
        public let deviation: Double

        package init(name: String, least: Double, greatest: Double, mean: Double, deviation: Double) {
            self.name = name
            self.least = least
            self.greatest = greatest
            self.mean = mean
            self.deviation = deviation
        }
    }

    /// The name by which it was loaded.
    public let name: String
    /// The number of samples in use, which `limit` may reduce.
    public let count: Int
    /// The total number of samples.
    public let total: Int
    /// The shape of a sample: `28×28×1` or `13 columns`.
    public let shape: String
    /// True if the samples are images.
    public let isImages: Bool
    /// The names of the classes; empty for regression.
    public let classes: [String]
    /// The number of samples of each class.
    public let classCounts: [Int]
    /// The regression targets; empty for classification.
    public let amounts: [Amount]
    /// The names of a table's columns, the label first; empty for images.
    public let columns: [String]
    /// A summary of the types of a table's columns; nil for other data.
    public let columnSummary: String?
    /// The decisions made while reading the data, one sentence each.
    public let remarks: [String]
    /// Warnings about the data or a decision, one sentence each.
    public let warnings: [String]
    /// The size of the training set.
    public let training: Int
    /// The size of the validation set.
    public let validation: Int
    /// The number of folds that replace both sets when fitness is measured; nil for none.
    public let folds: Int?
    /// The size of the test set; 0 if there is none.
    public let test: Int
    /// The number of times that the test set has been read.
    public let testReads: Int
    /// The SHA-256 checksum of the samples.
    public let digest: String
    /// Some training samples as small pictures; empty unless the data are shown in full.
    public let pictures: [Picture]
    /// Other changes, such as the genes that were set.
    public let notes: [String]
    /// The columns by which the samples were split; nil for a split at random, stratified by class.
    public var split: SplitReport?

    package init(
        name: String, count: Int, total: Int, shape: String, isImages: Bool, classes: [String], classCounts: [Int],
        amounts: [Amount], columns: [String], columnSummary: String?, remarks: [String], warnings: [String],
        training: Int, validation: Int, folds: Int?, test: Int, testReads: Int, digest: String, pictures: [Picture],
        notes: [String], split: SplitReport? = nil
    ) {
        self.name = name
        self.count = count
        self.total = total
        self.shape = shape
        self.isImages = isImages
        self.classes = classes
        self.classCounts = classCounts
        self.amounts = amounts
        self.columns = columns
        self.columnSummary = columnSummary
        self.remarks = remarks
        self.warnings = warnings
        self.training = training
        self.validation = validation
        self.folds = folds
        self.test = test
        self.testReads = testReads
        self.digest = digest
        self.pictures = pictures
        self.notes = notes
        self.split = split
    }
}
