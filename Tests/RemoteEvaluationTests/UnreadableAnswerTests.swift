import Objectives
import RemoteEvaluation
import Testing

@Suite struct UnreadableAnswerTests {
    /// The reason of a failure that a line is taken as; nil for anything else.
    private func reason(_ line: String) -> String? {
        let reply = EvaluatorReply(line: Array(line.utf8))
        guard case .failed(7, reason: let reason, seconds: 0, fingerprint: nil)? = reply else { return nil }
        return reason
    }

    /// A line of so many characters that is no JSON.
    private func line(_ count: Int) -> String {
        let start = "{\"evaluated\":7,\"scores\":{\"output\":NaN},\"note\":\""
        return start + String(repeating: "a", count: count - start.count - 2) + "\"}"
    }

    @Test(arguments: [60, 99, 100])
    func `an invalid answer of up to 100 characters is shown whole`(count: Int) {
        let line = line(count)
        #expect(line.count == count)
        #expect(reason(line) == "its answer is not valid JSON, or contains a number that is not finite: \(line)")
    }

    @Test(arguments: [101, 102, 5_000])
    func `the first 100 characters of a longer invalid answer are shown`(count: Int) {
        let line = line(count)
        #expect(line.count == count)
        #expect(
            reason(line)
                == "its answer is not valid JSON, or contains a number that is not finite: \(line.prefix(100))…")
    }
}
