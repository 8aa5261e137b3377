import CommandLanguage
import Evolution
import Foundation
import Reports
import Support
import Testing

@Suite struct OrderGeneTests {
    private static let tour =
        "gene tour in order of 1..6; gene c in 0, 1; minimize sum(i in 0..5, tour[i] * i) + c; population size 20"

    @Test func `an order is one gene in tables, exports and warm starts`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        let reports = try await talking.say(
            "\(Self.tour); evolve 20; show fittest; export csv '\(folder.path)/a.csv'; "
                + "export json '\(folder.path)/a.json'")
        let fittest = try #require(reports.compactMap(\.fittest).first)
        // The smallest sum has the largest items first: 6·0 + 5·1 + 4·2 + 3·3 + 2·4 + 1·5.
        #expect(fittest.value == 35)
        #expect(fittest.genes.map(\.value) == ["6,5,4,3,2,1", "0"])
        #expect(try await talking.table("show population").first?[3...] == ["6,5,4,3,2,1", "0"])
        let csv = try String(contentsOfFile: "\(folder.path)/a.csv", encoding: .utf8)
        #expect(csv.contains(",tour,c,fitness,") && csv.contains(",\"6,5,4,3,2,1\",0,35.0,"))
        let json = try String(contentsOfFile: "\(folder.path)/a.json", encoding: .utf8)
        #expect(json.contains("\"genome\":{\"tour\":[6,5,4,3,2,1],\"c\":0},\"fitness\":35,"))
        let again = Talking()
        try await again.say("\(Self.tour) like '\(folder.path)/a.csv'; evolve 1")
        #expect(try await again.table("show population").first?[3] == "6,5,4,3,2,1")
        let typed = Talking()
        try await typed.say("\(Self.tour) like tour 6,5,4,3,2,1 c 1, tour '1,2,3,4,5,6'; evolve 1")
        #expect(try await typed.table("show population").contains { $0[3...] == ["6,5,4,3,2,1", "1"] })
    }

    @Test func `a recording, a saved session and undo bring the same orders back`() async throws {
        let folder = try TemporaryFolder()
        let first = Talking()
        try await first.say("\(Self.tour); evolve 5")
        let shown = try await first.table("show population")
        try await first.say("record '\(folder.path)/r.ns'; save session '\(folder.path)/s' replace; evolve 5; undo")
        #expect(try await first.table("show population") == shown)
        let replayed = Talking()
        try await replayed.say("run '\(folder.path)/r.ns'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/s' trust")
        #expect(try await opened.table("show population") == shown)
        try await first.say("evolve 5")
        try await opened.say("evolve 5")
        #expect(try await opened.table("show population") == first.table("show population"))
    }

    @Test func `why names the positions that a mutation changed`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene tour in order of 1..6; minimize sum(i in 0..5, tour[i] * i); strategy ageing; population size 10; "
                + "evolve 3")
        let reports = try await talking.say("why 20")
        guard case .story(let story)? = reports.first else {
            Issue.record("there is no story")
            return
        }
        let mutation = try #require(story.lines.first { $0.hasPrefix("mutations: ") })
        #expect(mutation.contains(/^mutations: tour at [0-5–, ]+: [1-6,]+ → [1-6,]+ \(worth [-+]/))
        let changed = story.table.rows.filter { $0.last == "mutation" }
        #expect(changed.count == story.birth.changes.count && changed.count >= 2)
        #expect(Set(story.table.rows.map { $0[1] }).count == 6)
    }

    @Test func `programs get an order as a word and as a list`() async throws {
        let folder = try TemporaryFolder()
        try await Talking().say(
            "gene tour in order of c, 'a b', b; population size 6 litter 1; "
                + "maximize output of \"sh -c 'echo {tour} >> \(folder.path)/words; echo 1'\"; evolve 1")
        let words = try String(contentsOfFile: "\(folder.path)/words", encoding: .utf8).split(separator: "\n")
        #expect(words.count == 6)
        #expect(words.allSatisfy { $0.split(separator: ",").sorted() == ["a b", "b", "c"] })
        let reports = try await Talking().say(
            "gene tour in order of 1..3; gene w in order of a, b; maximize told; population size 3; ask 1")
        guard case .asked(let asked)? = reports.last else {
            Issue.record("nothing was asked")
            return
        }
        let text = String(decoding: try JSONEncoder().encode(asked), as: UTF8.self)
        #expect(text.contains(/"tour":\[[1-3],[1-3],[1-3]\]/) && text.contains(/"w":\["[ab]","[ab]"\]/))
    }

    @Test func `conditions read a position`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene t in order of 1..4; gene g in 1..3 when t[0] is 3; "
                + "maximize if(t[0] is 3, t[1] + g, 0); population size 20; evolve 20")
        try await talking.say("expect fittest = 7 and t0 = 3 and t1 = 4 and g = 3")
    }

    @Test(arguments: [
        ("gene t in order of 1..20; minimize t0; strategy grid; evolve 1", "takes orders of at most 8 items"),
        ("gene t in order of 0.0..1.0", "an interval has infinitely many values"),
        ("gene t in order of 1", "an order needs at least 2 items"),
        ("gene t in order of 1..20000", "an order has at most 10000 items"),
        ("gene t in order of 1..5; minimize t; evolve 1", "t has several values; one of them is `t[0]`"),
        ("gene t in order of 1..5; minimize t[0]; population like t 1,2,3", "gene t: 4 is missing"),
        ("gene t in order of 1..5; gene x in 0, 1; minimize x; evolve 1", "does not use the gene \"t\""),
        ("gene t in order of 1..5; gene t0 in 1..2", "gene t0 is defined twice"),
        ("gene t in order of 1..5 log", "gene t: an order has no logarithmic scale; leave out `log`"),
        (
            "load digits; network convolution 1; gene filters0 in order of 4, 8",
            "gene filters0 cannot be an order: the condition of gene kernel0 reads its value; remove kernel0 first"
        ),
        (
            "load iris; gene optimizer in order of adam, sgd; evolve 1",
            "networks do not read the gene \"optimizer\" as an order; give it single values"
        ),
    ])
    func `errors say what an order needs`(commands: String, message: String) async throws {
        #expect(await Talking().error(commands)?.contains(message) == true)
    }

    @Test func `the items of an order are words, not missing names`() async throws {
        let talking = Talking()
        let reports = try await talking.say(
            "gene route in order of paris, rome, oslo; minimize if(route[0] is rome, 0, 1)")
        guard case .message(_, let warnings)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(warnings.isEmpty)
    }

    @Test func `without an objective, the suggestion names a position of an order`() async throws {
        #expect(
            await Talking().error("gene tour in order of 1..4; evolve 1")
                == "there is no objective yet; try `maximize tour0`")
    }

    @Test func `plots and importance take an order by its name`() async throws {
        let talking = Talking()
        try await talking.say("\(Self.tour); evolve 5")
        for plot in ["importance", "importance of tour", "genes of tour", "genes of tour0", "parallel", "diversity"] {
            #expect(try await talking.say("plot \(plot)").contains { $0.figure != nil }, "\(plot)")
        }
    }
}
