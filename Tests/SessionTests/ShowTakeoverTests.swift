import Testing

@Suite struct ShowTakeoverTests {
    @Test func `show takeover has a row for tournaments and for the selection of the session`() async throws {
        let talking = Talking()
        let rows = try await talking.table("population size 30 selection rank; show takeover")
        #expect(
            rows.map(\.first) == ["tournament of 2", "tournament of 3", "tournament of 5", "tournament of 10", "rank"])
        let error = await talking.error("population size 1000; show takeover")
        #expect(error?.hasPrefix("`show takeover` runs populations of 3 to 200 organisms, not 1000") == true)
    }

    @Test func `takeover is a value of conditions`() async throws {
        try await Talking().say(
            """
            gene x in 1..20
            maximize x
            population size 20 elitism 0% breeding 100% mutation 0% selection tournament of 3
            evolve 1
            expect error 'takeover = no value yet' expect takeover > 0
            evolve 60
            expect takeover >= 2 and takeover <= 40 and different = 1 and diversity = 0
            """)
    }
}
