import Plots
import Reports
import Testing

@Suite struct ShowFrontTests {
    /// Any two genomes with y 0 are compromises: a small x suits one objective, a large x the other.
    static let search =
        "gene x in 0..20; gene y in 0..3; minimize x + y and maximize x - y; population size 20; evolve 8"

    private func fittest(_ talking: Talking) async throws -> FittestReport? {
        guard case .fittest(let report)? = try await talking.say("show fittest").last else { return nil }
        return report
    }

    @Test func `the front has the best in the first objective first, and numbers that sorting keeps`() async throws {
        let talking = Talking()
        guard case .table(let report)? = try await talking.say("\(Self.search); show front").last else {
            Issue.record("no table")
            return
        }
        #expect(report.table.columns.map(\.name) == ["number", "birth", "x + y", "x - y", "x", "y"])
        let rows = report.table.rows
        #expect(rows.count > 5)
        #expect(rows.map { $0[0] } == (1...rows.count).map { "\($0)" })
        let values = rows.compactMap { row in Int(row[2]).flatMap { first in Int(row[3]).map { (first, $0) } } }
        #expect(values.count == rows.count)
        // No row is at least as good in both objectives as its neighbour.
        for (left, right) in zip(values, values.dropFirst()) { #expect(left.0 < right.0 && left.1 < right.1) }
        let sorted = try await talking.table("show front by 'x - y'")
        #expect(sorted == rows.reversed())
        #expect(try await talking.table("show front by 'x + y'") == rows)
        #expect(try await talking.table("show front by number reversed first 2") == Array(rows.reversed().prefix(2)))
    }

    @Test func `the fittest is the knee of the front, and more of it follows from the knee outwards`() async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        let report = try #require(try await fittest(talking))
        let front = try #require(report.front)
        let rows = try await talking.table("show front")
        #expect(front.size == rows.count)
        #expect(front.knee.map(\.name) == ["x + y", "x - y"])
        #expect(front.knee.map(\.direction) == ["minimize", "maximize"])
        #expect(rows.contains { $0[1] == "\(front.birth)" })
        let outwards = try await talking.table("show fittest 3")
        #expect(outwards.count == 3)
        #expect(outwards[0][0] == "\(front.birth)")
        #expect(outwards.allSatisfy { $0[2] == "1" })
        // More rows than the front has come from the next fronts.
        let all = try await talking.table("show fittest \(rows.count + 3)")
        #expect(all.prefix(rows.count).allSatisfy { $0[2] == "1" } && all.suffix(3).allSatisfy { $0[2] != "1" })
    }

    @Test func `the population has the number of each front, the first ones first`() async throws {
        let talking = Talking()
        let rows = try await talking.table("\(Self.search); show population")
        let fronts = rows.compactMap { Int($0[2]) }
        #expect(fronts.count == 20)
        #expect(fronts == fronts.sorted() && fronts.first == 1)
    }

    @Test func `the history has the size of the front and a hypervolume that never falls`() async throws {
        let talking = Talking()
        guard case .table(let report)? = try await talking.say("\(Self.search); show history").last else {
            Issue.record("no table")
            return
        }
        #expect(
            report.table.columns.map(\.name)
                == ["generation", "front size", "hypervolume", "best x + y", "best x - y", "failures"])
        let volumes = report.table.rows.compactMap { Double($0[2]) }
        #expect(volumes.count == 8)
        #expect(zip(volumes, volumes.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(volumes.allSatisfy { $0 > 0 })
        try await talking.say("expect front = \(report.table.rows[7][1]) and hypervolume > 0")
    }

    @Test func `the hypervolume is a fraction of the box that the first generation spans`() async throws {
        let talking = Talking()
        // The reference point is a tenth beyond the worst values, so both genomes are corners of the box with sides
        // 1.1: their regions are 1/11 of it each, and 1/121 is in both.
        try await talking.say("gene x in 0, 1; minimize x and maximize x; population size 2; evolve 1")
        try await talking.say("expect front = 2 and abs(hypervolume - 21 / 121) < 1e-12")
    }

    @Test func `one objective has no front`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 0..20; maximize x; population size 4; evolve 1")
        let needs = "needs several objectives, such as `maximize accuracy and minimize parameters`; "
        for command in ["show front", "plot front", "train front 1"] {
            let message = try #require(await talking.error(command))
            #expect(message.contains(needs), "\(message)")
        }
    }

    @Test func `plots show the front as steps, and the hypervolume by generation`() async throws {
        let talking = Talking()
        guard case .figure(let front)? = try await talking.say("\(Self.search); plot front").last,
            case .figure(let volumes)? = try await talking.say("plot").last
        else {
            Issue.record("no figure")
            return
        }
        #expect(front.vertical.label == "x + y" && front.horizontal.label == "x - y")
        #expect(
            front.layers.map(\.name).filter { !$0.isEmpty }
                == ["fronts of generations 1, 2 and 4", "front of generation 8", "knee"])
        #expect(volumes.vertical.label == "hypervolume of x + y and x - y")
        let message = await talking.error("plot max only")
        #expect(
            message == "with several objectives, `plot` shows the hypervolume; leave out `max only` and `discrete`")
    }

    @Test func `three objectives are drawn as pairs`() async throws {
        let talking = Talking()
        let search = "gene x in 0..9; gene y in 0..9; minimize x and minimize y and maximize x + y; evolve 3"
        guard case .figure(let front)? = try await talking.say("population size 20; \(search); plot front").last else {
            Issue.record("no figure")
            return
        }
        #expect(front.below.count == 2)
        // A gene that is an objective is in the table once as each.
        guard case .table(let report)? = try await talking.say("show front").last else { return }
        #expect(
            report.table.columns.map(\.name)
                == ["number", "birth", "minimize x", "minimize y", "x + y", "x", "y"])
    }

    @Test func `why names the genomes that dominate another one`() async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        guard case .story(let knee)? = try await talking.say("why").last else { return }
        #expect(knee.lines[1].hasPrefix("on the front (number "))
        #expect(knee.lines[1].contains(", the knee): no genome dominates it; dominates "))
        #expect(knee.lines[0].contains("x + y ") && knee.lines[0].contains(", x - y "))
        #expect(try await !talking.table("show front").contains { $0[1] == "0" })
        guard case .story(let story)? = try await talking.say("why 0").last else { return }
        #expect(story.lines[1].contains("dominated by birth"))
    }
}
