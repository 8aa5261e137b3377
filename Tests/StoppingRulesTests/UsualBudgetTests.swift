import StoppingRules
import Testing

@Suite struct UsualBudgetTests {
    @Test func `a rule uses the budget that its usual fraction of measurements reaches`() throws {
        let rungs = try #require(Rungs(lowest: 1, highest: 27))
        // 1 + 2/3 + 6/9 + 18/27, and 1 + 2/2 + 6/4 + 18/8.
        #expect(abs(Stopping.halving.usualBudget(of: rungs) - 3) < 1e-12)
        #expect(abs(Stopping.median.usualBudget(of: rungs) - 5.75) < 1e-12)
        #expect(Stopping.none.usualBudget(of: rungs) == 27)
    }
}
