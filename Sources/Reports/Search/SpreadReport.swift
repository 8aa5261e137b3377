/// The spread of a fitness over the folds and repeats that it is the mean of.
public struct SpreadReport: Codable, Hashable, Sendable {
    /// The number of parts.
    public let parts: Int
    /// The sample standard deviation of their values.
    public let deviation: Double
    /// The standard error of their mean, the deviation divided by the root of their number. Folds share training rows, so
    /// that the true error is greater.
    public let standardError: Double
    /// The value of each part, fold after fold, then repeat after repeat; nil if the memory does not hold them.
    public let values: [Double]?

    package init?(parts: Int, deviation: Double?, values: [Double]?) {
        guard parts > 1, let deviation else { return nil }
        self.parts = parts
        self.deviation = deviation
        self.standardError = deviation / Double(parts).squareRoot()
        self.values = values?.count == parts ? values : nil
    }
}
