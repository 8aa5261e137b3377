import CommandLanguage
import Reports
import Testing

@Suite struct CompareTests {
    private func comparison(_ text: String, workers: Int = 2) async throws -> ComparisonReport {
        let reports = try await Talking(workers: workers).say(text)
        guard case .comparison(let comparison)? = reports.last else { throw MissingReport() }
        return comparison
    }

    private struct MissingReport: Error {}

    private static let bits =
        "gene x0..x49 in 0, 1; maximize sum(x0..x49); population size 20; evolve 10; compare"

    @Test func `functions are compared with 200 random searches, and the fraction has an interval`() async throws {
        let comparison = try await comparison("\(Self.bits) random")
        #expect(comparison.evaluations == 200)
        #expect(comparison.searches == 200)
        #expect(comparison.best ?? 0 > comparison.otherBest ?? .infinity)
        #expect(comparison.shareBeaten == 1 && comparison.shareBeatenHigh == 1)
        // Wilson's lower limit of 200 of 200.
        #expect(abs((comparison.shareBeatenLow ?? 0) - 0.981154) < 1e-6)
        #expect(comparison.aheadLow == nil && comparison.asGood == nil)
        #expect(comparison.table.rows.map { $0[0] } == (1...10).map { "\($0 * 20)" })
        #expect(
            comparison.table.columns.map(\.name) == ["evaluations", "evolution", "random, median", "95% of searches"])
    }

    @Test func `one random search without an equally good genome gives an interval from 5% to 100%`() async throws {
        let comparison = try await comparison("\(Self.bits) random searches 1")
        #expect(comparison.searches == 1)
        #expect(comparison.shareBeaten == nil)
        #expect(comparison.asGood == 0)
        #expect(abs((comparison.aheadLow ?? 0) - 0.05) < 1e-9 && comparison.aheadHigh == 1)
    }

    @Test func `a grid search runs once and gives no interval`() async throws {
        let comparison = try await comparison("\(Self.bits) grid")
        #expect(comparison.searches == 1)
        #expect(comparison.shareBeaten == nil && comparison.aheadLow == nil && comparison.asGood == nil)
        #expect(
            await Talking().error("gene x in 1..9; maximize x; evolve 1; compare grid searches 3")
                == "a grid search always gives the same result; use `searches` with `compare random`")
    }

    @Test func `ties count half`() async throws {
        let comparison = try await comparison(
            "gene x in 1..2; maximize 0 * x; population size 4; evolve 1; compare random")
        #expect(comparison.shareBeaten == 0.5)
        #expect(comparison.ties == 200)
    }

    @Test func `the result depends on the seed, but not on the number of workers`() async throws {
        let problem =
            "gene x in 0.0..1.0; gene y in 0.0..1.0; maximize x * y; population size 10; evolve 3; compare random searches 20"
        func results(_ text: String, _ workers: Int) async throws -> [[String]] {
            let found = try await comparison(text, workers: workers)
            return found.table.rows + [["\(found.shareBeaten ?? -1)"]]
        }
        let one = try await results(problem, 1)
        #expect(try await results(problem, 7) == one)
        #expect(try await results("seed 2; " + problem, 1) != one)
    }

    @Test func `Ctrl-C keeps the finished searches`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say("gene x in 1..1000; maximize x; population size 10; evolve 2")
        var looks = 0
        let reports = try await talking.say("compare random") {
            looks += 1
            return looks > 20
        }
        guard case .comparison(let comparison)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(comparison.wanted == 200)
        #expect(comparison.searches > 0 && comparison.searches < 200)
    }

    @Test func `a comparison does not change the population and the history`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 300; training epochs 1; population size 5; evolve 2")
        let before = try await talking.table("show population")
        let reports = try await talking.say("compare random searches 1; plot compare; plot expectations")
        guard case .comparison(let comparison)? = reports.first else {
            Issue.record("no comparison")
            return
        }
        #expect(comparison.searches == 1 && comparison.aheadLow != nil)
        #expect(try await talking.table("show population") == before)
        #expect(try await talking.table("show history").count == 2)
    }

    @Test func `several searches among networks run on request`() async throws {
        let comparison = try await comparison(
            "load iris; training epochs 1; population size 3 litter 1; evolve 1; compare random searches 3")
        #expect(comparison.searches == 3)
        #expect(comparison.shareBeaten != nil)
    }

    @Test func `figures of comparisons and predictions need these first`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; evolve 1")
        #expect(await talking.error("plot compare") == "nothing has been compared yet; try `compare random`")
        #expect(
            await talking.error("plot expectations")
                == "no predictions to plot: there is no surrogate model while `population litter` is 1; try `population litter 64; evolve 2`"
        )
    }
}
