import Objectives
import Testing

@Suite struct FailureReasonsTests {
    private func groups(_ reasons: [String]) -> [String] {
        var failures = FailureReasons()
        for reason in reasons { failures.add(reason) }
        return failures.byFrequency.map { "\($0.count) × \($0.reason)" }
    }

    @Test func `failures are counted by reason, the most frequent first`() {
        #expect(
            groups(["out of memory", "no file", "unknown option", "no file", "out of memory", "no file"])
                == ["3 × no file", "2 × out of memory", "1 × unknown option"])
    }

    @Test func `numbers in a message do not divide a reason, but the exit status does`() {
        #expect(
            groups([
                "it exited with status 1: no 512 bytes at 0x7f", "it exited with status 1: no 64 bytes at 0x9f",
                "it exited with status 2: no 64 bytes at 0x9f",
            ]) == [
                "2 × it exited with status 1: no 512 bytes at 0x7f", "1 × it exited with status 2: no 64 bytes at 0x9f",
            ])
    }

    @Test func `reasons beyond a limit are counted together`() {
        var failures = FailureReasons()
        for letter in 0..<60 { failures.add(String(repeating: "a", count: letter + 1)) }
        #expect(failures.byFrequency.count == 50)
        #expect(failures.others == 10)
    }
}
