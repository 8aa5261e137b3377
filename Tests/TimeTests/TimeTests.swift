import Testing
import Time

@Suite struct TimeTests {
    @Test func `a duration in seconds keeps its fraction`() {
        #expect(Duration.milliseconds(1_250).inSeconds == 1.25)
        #expect(Duration.seconds(86_400).inSeconds == 86_400)
        #expect(Duration.zero.inSeconds == 0)
        #expect(Duration.microseconds(-1_500).inSeconds == -0.0015)
    }

    @Test func `a fixed source measures zero, a shifted one measures the shift`() {
        let start = ContinuousClock.now
        #expect(TimeSource { start }.seconds(since: start) == 0)
        #expect(TimeSource { start + .seconds(90) }.seconds(since: start) == 90)
    }

    @Test func `the machine's time never goes back`() {
        let before = ContinuousClock.now
        let between = TimeSource.machine.now
        #expect(before <= between && between <= ContinuousClock.now)
    }
}
