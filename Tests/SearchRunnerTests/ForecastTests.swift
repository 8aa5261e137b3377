import SearchRunner
import Testing

@Suite struct ForecastTests {
    /// Adds a complete generation, the last birth being the fittest.
    private func tell(_ seconds: [Double], costs: [Double]? = nil, to forecast: inout Forecast) {
        let costs = costs ?? seconds.map { _ in 1 }
        for cost in costs { forecast.plan(cost: cost) }
        for (number, seconds) in seconds.enumerated() {
            forecast.note(fitness: Double(number), cost: costs[number], seconds: seconds, measured: seconds)
        }
        forecast.endGeneration()
    }

    @Test func `future births cost as much as the planned ones`() throws {
        var forecast = Forecast()
        tell([1, 2, 3, 2], costs: [10, 20, 30, 20], to: &forecast)
        for _ in 0..<4 { forecast.plan(cost: 80) }
        // Two workers: 8 seconds of training in 4 of the clock.
        #expect(try #require(forecast.seconds(of: 10, elapsed: 4)) == 40)
    }

    @Test func `if single births are planned, the newest births count, as many as a generation has`() throws {
        var forecast = Forecast()
        tell([2, 2, 2, 2], to: &forecast)
        forecast.plan(cost: 5)
        #expect(try #require(forecast.seconds(of: 1, elapsed: 8)) == 4)
    }

    @Test func `without costs the second generation lies between the first and its fittest quarter`() throws {
        var forecast = Forecast()
        tell([1, 1, 1, 1, 1, 1, 1, 9], to: &forecast)
        // The first took 2 s a birth, its fittest quarter 5.
        let seconds = try #require(forecast.seconds(of: 8, elapsed: 16))
        #expect(abs(seconds - 8 * (2.0 * 5).squareRoot()) < 1e-9)
    }

    @Test func `after the first generation, the last one determines the pace`() throws {
        var forecast = Forecast()
        tell([9, 9, 9], to: &forecast)
        tell([4, 5, 6], to: &forecast)
        #expect(try #require(forecast.seconds(of: 2, elapsed: 42)) == 10)
    }

    @Test func `the time remaining is at least that of the evaluations in progress`() {
        #expect(Forecast.leastSeconds(of: []) == 1)
        // Three quarters of 30 s are done: 10 s are left.
        #expect(Forecast.leastSeconds(of: [.init(elapsed: 30, share: 0.75)]) == 10)
        // An evaluation of unknown length may take as long again, and so may one that is at its beginning.
        #expect(Forecast.leastSeconds(of: [.init(elapsed: 30, share: nil), .init(elapsed: 5, share: 0.5)]) == 30)
        #expect(Forecast.leastSeconds(of: [.init(elapsed: 30, share: 0.01)]) == 30)
        #expect(Forecast.leastSeconds(of: [.init(elapsed: 0.2, share: 0.9), .init(elapsed: 9, share: 1)]) == 1)
    }

    @Test func `the first parts measured forecast the whole search, from the costs of all planned births`() throws {
        var forecast = Forecast()
        for cost in [10.0, 20, 30, 40] { forecast.plan(cost: cost) }
        for cost in [40.0, 30, 20] { forecast.noteMeasured(cost: cost, seconds: cost / 10) }
        // Three are not enough at once, but they are after a long wait.
        #expect(forecast.seconds(ofParts: 100, workers: 2, elapsed: 1) == nil)
        #expect(forecast.seconds(ofParts: 100, workers: 2, elapsed: 9) == 125)
        forecast.noteMeasured(cost: 10, seconds: 1)
        #expect(forecast.seconds(ofParts: 100, workers: 2, elapsed: 1) == 125)
    }

    @Test func `with rungs, measurements are expected to end as early as others did`() throws {
        var forecast = Forecast(usualBudget: 3)
        for _ in 0..<4 { forecast.plan(cost: 10) }
        for _ in 0..<4 { forecast.noteMeasured(cost: 10, seconds: 1) }
        // 3 units of 1 s each, on two workers.
        let usual = try #require(forecast.seconds(ofParts: 100, workers: 2, elapsed: 1))
        #expect(abs(usual - 150) < 1e-9)
        for _ in 0..<4 { forecast.noteEnd(after: 1) }
        let learned = try #require(forecast.seconds(ofParts: 100, workers: 2, elapsed: 1))
        #expect(abs(learned - 100) < 1e-9)
    }

    @Test func `there is no forecast from cached results alone`() {
        var forecast = Forecast()
        #expect(forecast.seconds(of: 10, elapsed: 1) == nil)
        forecast.plan(cost: 1)
        forecast.note(fitness: 1, cost: 1, seconds: 5, measured: 0)
        forecast.endGeneration()
        #expect(forecast.seconds(of: 10, elapsed: 1) == nil)
    }
}
