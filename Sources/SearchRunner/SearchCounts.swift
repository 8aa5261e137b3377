/// The counters of a session.
package struct Counts: Codable, Hashable, Sendable {
    /// The number of evaluations that searches asked for.
    package var evaluations = 0
    /// The number of networks trained for them.
    package var trainings = 0
    /// The number of times that the test set of `testData` was read.
    package var testReads = 0
    /// The checksum of the data whose test set was read last; nil if none was, and in sessions of older versions.
    package var testData: String?
    /// The numbers of reads of the test sets of other data, by their checksum; nil for none.
    package var otherTestReads: [String: Int]?

    package init() {}

    private enum CodingKeys: String, CodingKey { case evaluations, trainings, testReads, testData, otherTestReads }
}
