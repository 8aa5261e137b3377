import Foundation
import SearchRunner
import Testing

@Suite struct EvaluationLogTests {
    /// A log of every third birth, as if the others were abandoned.
    private let log: EvaluationLog = {
        var log = EvaluationLog()
        for birth in stride(from: 0, to: 9_000, by: 3) {
            log.add(EvaluationLog.Entry(birth: birth, seconds: Double(birth) / 2, worker: birth % 2 == 0 ? nil : 1))
        }
        return log
    }()

    @Test func `an entry is found by its birth, and none of a birth that has no entry`() {
        for birth in [0, 3, 2_997, 3_000, 8_997] {
            #expect(log.entry(of: birth)?.birth == birth)
            #expect(log.entry(of: birth)?.seconds == Double(birth) / 2)
            #expect(log.entry(of: birth)?.worker == (birth % 2 == 0 ? nil : 1))
        }
        for birth in [-1, 1, 2_998, 9_000, 100_000] { #expect(log.entry(of: birth) == nil) }
        #expect(EvaluationLog().entry(of: 0) == nil)
    }

    @Test func `entries are in the order of birth`() {
        #expect(log.entries.map(\.birth) == Array(stride(from: 0, to: 9_000, by: 3)))
        #expect(log.entries.count == log.count)
        #expect(EvaluationLog().entries.isEmpty)
    }
}
