package import Datasets
package import SearchRunner
import SessionState

/// The counter of reads of test sets. It belongs to the data, by their checksum: another dataset has a counter of its own,
/// and the same data loaded again continue theirs.
extension Counts {
    /// Returns the number of times that the test set of some data was read.
    func testReads(of digest: String) -> Int {
        // Sessions of older versions count reads without their data; these are taken as reads of any data.
        guard let testData, testData != digest else { return testReads }
        return otherTestReads?[digest] ?? 0
    }

    /// Counts a read of the test set of some data.
    ///
    /// - Returns: The number of reads of this test set, including this one.
    mutating func readTest(of digest: String) -> Int {
        let reads = testReads(of: digest) + 1
        if let testData, testData != digest {
            var others = otherTestReads ?? [:]
            others[testData] = testReads
            others[digest] = nil
            otherTestReads = others
        }
        (testReads, testData) = (reads, digest)
        return reads
    }

    /// Keeps the greater number of reads of each test set: what was read stays read.
    package mutating func keepTestReads(of other: Counts) {
        for (digest, reads) in other.readsByData {
            guard reads > testReads(of: digest) else { continue }
            if testData == nil || testData == digest {
                (testReads, testData) = (reads, digest)
            } else {
                otherTestReads = (otherTestReads ?? [:]).merging([digest: reads]) { $1 }
            }
        }
        if other.testData == nil { testReads = max(testReads, other.testReads) }
    }

    private var readsByData: [String: Int] {
        var reads = otherTestReads ?? [:]
        if let testData { reads[testData] = testReads }
        return reads
    }
}

extension Session {
    /// Counts a read of the test set of the loaded data.
    ///
    /// - Returns: The number of reads of this test set, including this one.
    @discardableResult
    package func countTestRead(of examples: Examples) -> Int { state.counts.readTest(of: "\(examples.dataset.digest)") }

    /// Returns the number of times that a test set was read.
    package func testReads(of examples: Examples) -> Int { state.counts.testReads(of: "\(examples.dataset.digest)") }

    /// The number of times that the test set of the loaded data was read; that of the last data if none are loaded.
    package var testReads: Int { examples.map { testReads(of: $0.examples) } ?? state.counts.testReads }
}
