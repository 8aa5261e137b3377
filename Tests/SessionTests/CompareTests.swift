import CommandLanguage
import Session
import Testing

@Suite struct CompareTests {
    @Test(arguments: ["random", "grid"])
    func `another search gets as many evaluations`(other: String) async throws {
        let talking = Talking()
        let reports = try await talking.say(
            "gene x0..x49 in 0, 1; maximize sum(x0..x49); population size 20; evolve 10; compare \(other)")
        guard case .comparison(let comparison)? = reports.last else {
            Issue.record("no comparison")
            return
        }
        #expect(comparison.evaluations == 200)
        #expect(comparison.best ?? 0 > comparison.otherBest ?? .infinity)
        #expect(comparison.shareBeaten == 1)
        #expect(comparison.table.rows.map { $0[0] } == (1...10).map { "\($0 * 20)" })
    }

    @Test func `equal bests count half`() async throws {
        let reports = try await Talking().say(
            "gene x in 1..2; maximize 0 * x; population size 4; evolve 1; compare random")
        guard case .comparison(let comparison)? = reports.last else {
            Issue.record("no comparison")
            return
        }
        #expect(comparison.shareBeaten == 0.5)
    }

    @Test func `the evolution, its ledger and its best are as before`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 300; training epochs 1; population size 5; evolve 2")
        let before = try await talking.table("show population")
        try await talking.say("compare random; plot compare; plot expectations")
        #expect(try await talking.table("show population") == before)
        #expect(try await talking.table("show history").count == 2)
    }

    @Test func `what was not compared cannot be drawn`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; evolve 1")
        #expect(await talking.error("plot compare") == "nothing was compared yet; try `compare random`")
        #expect(
            await talking.error("plot expectations")
                == "nothing was expected of anyone: only litters have a model; try `population litter 64; evolve 2`")
    }
}
