import Testing

@Suite struct ShowTests {
    @Test func `rows are sorted by a column, numbers in descending order`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..50; gene word in b, a; maximize if(word is a, x, x + 1); population size 8; evolve 2")
        let byX = try await talking.table("show population by x").compactMap { Int($0[3]) }
        #expect(byX == byX.sorted(by: >))
        let byWord = try await talking.table("show population by word").map { $0[4] }
        #expect(byWord == byWord.sorted())
        #expect(try await talking.table("show population by birth first 2").count == 2)
        #expect(
            await talking.error("show population by wrd")
                == "there is no column \"wrd\"; the columns are birth, generation, fitness, x, word; did you mean \"word\"?"
        )
    }

    @Test func `the fittest are listed once each, the best first`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 6; evolve 6")
        let rows = try await talking.table("show fittest 4").map { $0[3] }
        #expect(rows.count == 4)
        #expect(Set(rows).count == 4)
        #expect(rows == rows.sorted(by: >))
    }

    @Test func `chosen organisms are shown between two steps; otherwise the error names the next phase`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; gene y in 1..9; maximize x + y; population size 6; step 2")
        #expect(try await talking.table("show elites").count == 1)
        #expect(
            await talking.error("show breeders") == "there are no breeders now: the next phase is breeders; try `step`")
        try await talking.say("step")
        #expect(try await talking.table("show breeders").count > 1)
        try await talking.say("step")
        #expect(try await talking.table("show children").count > 1)
    }

    @Test func `the shape of a network changes its default genes`() async throws {
        let talking = Talking()
        try await talking.say("load iris; network layers 2")
        #expect(try await talking.table("genes").count == 9)
        try await talking.say("network uniform on")
        #expect(try await talking.table("genes").map { $0[0] }.suffix(3) == ["layers", "neurons", "dropout"])
        try await talking.say("training epochs 1; population size 4; evolve 1; show network")
        let layers = try await talking.table("show network").filter { $0[0].hasPrefix("hidden") }
        #expect((1...2).contains(layers.count))
        #expect(Set(layers.map { $0[1] }).count == 1)
        try await talking.say("gene batch_size in 16; network layers 5 uniform off")
        #expect(try await talking.table("genes").count == 8)
        try await talking.say("genes default")
        #expect(try await talking.table("genes").count == 15)
    }
}
