import Evolution
import Teaching
import Testing

@Suite struct TakeoverTests {
    @Test(
        "the takeover time of a tournament is near the formula of Goldberg and Deb", arguments: [2, 3, 5, 10])
    func tournaments(size: Int) throws {
        let takeover = Takeover(selection: .tournament(size: size), size: 100)
        let predicted = try #require(takeover.predicted)
        var sum = 0
        var count = 0
        for seed in 1...40 {
            let run = try #require(try takeover.run(seed: UInt64(seed), limit: 1_000))
            guard run.isBest else { continue }
            sum += run.generations
            count += 1
        }
        #expect(abs(Double(sum) / Double(count) - predicted) < 0.15 * predicted + 1)
    }

    @Test func `without selection all are alike after twice the population size, on average`() throws {
        let takeover = Takeover(selection: .tournament(size: 1), size: 20)
        #expect(takeover.predicted == 38)
        var times: [Double] = []
        for seed in 1...200 {
            times.append(Double(try #require(try takeover.run(seed: UInt64(seed), limit: 10_000)).generations))
        }
        // The standard deviation of the time is about 1.08 n (Kingman, 1982): 21.5; five standard errors are 7.6.
        #expect(abs(times.reduce(0, +) / 200 - 38) < 8)
    }

    /// The expected maximum of normal numbers (Harter, "Expected values of normal order statistics", 1961).
    @Test(arguments: [(1, 0.0), (2, 0.56419), (3, 0.84628), (5, 1.16296), (10, 1.53875)])
    func `the intensity of a tournament is the expected maximum of normal numbers`(size: Int, expected: Double) throws {
        let intensity = try #require(Takeover(selection: .tournament(size: size), size: 50).intensity)
        #expect(abs(intensity - expected) < 1e-5)
    }
}
