import Session
import Testing

@Suite struct ForecastTests {
    @Test func `births to come are taken to be as costly as those of the fittest quarter`() throws {
        var forecast = Forecast()
        for number in 0..<8 {
            forecast.note(fitness: Double(number), seconds: number < 6 ? 1 : 4, measured: number < 6 ? 1 : 4)
        }
        forecast.note(fitness: nil, seconds: 9, measured: 0)
        forecast.renew()
        // Two workers: 14 seconds of training in 7 of the clock.
        #expect(try #require(forecast.seconds(of: 10, elapsed: 7)) == 20)
    }

    @Test func `nothing is foretold of what is only remembered`() {
        var forecast = Forecast()
        #expect(forecast.seconds(of: 10, elapsed: 1) == nil)
        forecast.note(fitness: 1, seconds: 5, measured: 0)
        forecast.renew()
        #expect(forecast.seconds(of: 10, elapsed: 1) == nil)
    }
}
