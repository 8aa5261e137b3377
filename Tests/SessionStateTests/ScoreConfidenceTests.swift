import SessionState
import Testing

@Suite("The uncertainty of scores")
struct ScoreConfidenceTests {
    @Test(
        "Accuracy has Wilson's interval",
        arguments: [
            // statsmodels.stats.proportion.proportion_confint(method="wilson")
            (29.0 / 30, 30, 0.833297, 0.994093), (1.0, 30, 0.886483, 1.0), (0.5, 100, 0.403832, 0.596168),
            (0.0, 10, 0.0, 0.277533),
        ])
    func wilson(score: Double, rows: Int, low: Double, high: Double) throws {
        let trust = try #require(ScoreConfidence(score: "accuracy", rows: rows))
        let interval = try #require(trust.interval(of: score))
        #expect(abs(interval.lowerBound - low) < 1e-5)
        #expect(abs(interval.upperBound - high) < 1e-5)
    }

    @Test("Explained variance has the interval of its correlation, and none below 0")
    func explained() throws {
        let trust = try #require(ScoreConfidence(score: "r2", rows: 403))
        let many = try #require(trust.interval(of: 0.81))
        // r = 0.9 of 403 rows: tanh(1.472219 ± 0.097998)
        #expect(abs(many.lowerBound.squareRoot() - 0.87965) < 1e-4)
        #expect(abs(many.upperBound.squareRoot() - 0.91706) < 1e-4)
        #expect(try #require(ScoreConfidence(score: "r2", rows: 30)).interval(of: -0.1) == nil)
    }

    @Test("Other scores, and scores of three rows, have no interval")
    func unknown() {
        #expect(ScoreConfidence(score: "loss", rows: 100) == nil)
        #expect(ScoreConfidence(score: "accuracy", rows: 3) == nil)
    }

    @Test("The expected lead by chance grows with more networks and with fewer rows")
    func luck() throws {
        let few = try #require(ScoreConfidence(score: "accuracy", rows: 30))
        let many = try #require(ScoreConfidence(score: "accuracy", rows: 10_000))
        let scores = (0..<100).map { _ in 0.9 }
        let lead = try #require(few.lucky(among: scores))
        // The expectation of the greatest of 100 counts of 30 draws (SciPy).
        #expect(lead.median == 0.9 && abs(lead.best - 0.9995617786) < 1e-6)
        let small = try #require(many.lucky(among: scores))
        #expect(abs(small.best - 0.9074487691) < 1e-6)
        #expect(try #require(many.lucky(among: Array(scores.prefix(10)))).best < small.best)
        #expect(few.lucky(among: [0.9, 1]) == nil)
    }
}
