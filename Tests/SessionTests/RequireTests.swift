import Foundation
import Reports
import Support
import Testing

@Suite("Conditions of `require`")
struct RequireTests {
    private func messages(_ reports: [Report]) -> [String] {
        reports.compactMap {
            switch $0 {
            case .message(let text, _), .printed(let text): text
            default: nil
            }
        }
    }

    @Test("say how many genomes meet them, and `genus` how many meet all")
    func shares() async throws {
        let talking = Talking()
        let said = messages(
            try await talking.say("gene x0..x3 in 0..9; require sum(x0..x3) <= 9; require x0 < x1; genus"))
        #expect(said[1] == "require sum(x0..x3) <= 9, which 715 of 10000 genomes meet")
        #expect(said[3].contains("4 genes, at most 10000 genomes, of which "))
        let rows = try await talking.table("require")
        #expect(rows.map { $0[1] } == ["sum(x0..x3) <= 9", "x0 < x1"])
        #expect(rows.map { $0[2] } == ["before birth", "before birth"])
        #expect(rows.map { $0[3] } == ["715 of 10000 genomes", "4500 of 10000 genomes"])
    }

    @Test("keep a knapsack within its capacity, and the best one is found")
    func knapsack() async throws {
        let (weights, values) = ([12, 7, 11, 8, 9, 6, 14, 3, 5, 10], [24, 13, 23, 15, 16, 11, 29, 4, 9, 21])
        let capacity = 40
        var best = 0
        for set in 0..<1_024 {
            let items = (0..<10).filter { set >> $0 & 1 == 1 }
            guard items.reduce(0, { $0 + weights[$1] }) <= capacity else { continue }
            best = max(best, items.reduce(0) { $0 + values[$1] })
        }
        let home = try Home()
        let path = home.path + "/births.csv"
        let talking = Talking()
        try await talking.say(
            """
            gene x0..x9 in 0, 1
            require sum(i in 0..9, x[i] * w[i]) <= \(capacity) where w = \(weights)
            maximize sum(i in 0..9, x[i] * v[i]) where v = \(values)
            population size 20
            evolve 200 goal \(best)
            expect fittest = \(best)
            export csv '\(path)'
            """)
        let lines = try home.read("births.csv").split(separator: "\n")
        let first = try #require(lines[0].split(separator: ",").firstIndex(of: "x0"))
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let weight = (0..<10).reduce(0) { $0 + (Int(cells[first + $1]) ?? 0) * weights[$1] }
            #expect(weight <= capacity)
        }
    }

    @Test("on results order genomes by Deb's rules, and are shown")
    func results() async throws {
        let talking = Talking()
        try await talking.say(
            """
            load digits limit 200; training epochs 4; genes clear; gene neurons0 in 0, 16, 64, 256
            gene learning_rate in 1e-5..1e-1 log
            population size 8 litter 1; strategy evolution; minimize parameters; require accuracy >= 0.4; evolve 4
            """)
        let rows = try await talking.table("show population")
        let violations = rows.compactMap { Double($0[3]) }
        #expect(violations.count == 8)
        #expect(violations == violations.sorted())
        let feasible = rows.filter { $0[3] == "0" }.compactMap { Double($0[2]) }
        #expect(!feasible.isEmpty)
        #expect(feasible == feasible.sorted())
        try await talking.say("expect accuracy >= 0.4")
        #expect(try await talking.table("require")[0][2] == "after evaluation")
    }

    @Test("on results that no genome meets are reported")
    func impossibleResults() async throws {
        let talking = Talking()
        let reports = try await talking.say(
            """
            load digits limit 200; training epochs 1; population size 4; require accuracy > 1; evolve 1
            show fittest; why
            """)
        let fittest = try #require(reports.lazy.compactMap(\.fittest).first)
        #expect(try #require(fittest.violation) > 0)
        #expect(fittest.missed == ["accuracy > 1"])
        let evolved = try #require(
            reports.lazy.compactMap { if case .evolved(let report) = $0 { report } else { nil } }.first)
        #expect(evolved.warnings.contains { $0.hasPrefix("no genome meets all conditions yet") })
        let story = try #require(
            reports.lazy.compactMap { if case .story(let report) = $0 { report } else { nil } }.first)
        #expect(story.lines[0].contains("infeasible: violation"))
    }

    @Test(
        "that cannot be are errors that change nothing",
        arguments: [
            ("require x0 + x1", "expected a condition with a comparison"),
            ("require x0 < xl", "unknown name \"xl\""),
            ("require x0 + x1 > 18", "no genome meets `x0 + x1 > 18`"),
            ("require x0 + x1 >= 0", "every genome meets `x0 + x1 >= 0`"),
            ("require 1 < 2", "every genome meets `1 < 2`"),
            ("require remove 2", "there is no condition 2"),
            ("gene remove x0", "the condition `x0 < x1` depends on x0"),
            ("require x0 > x1; evolve 1", "none of the 100 genomes meets the conditions `x0 < x1` and `x0 > x1`"),
            ("require recall >= 0.9; evolve 1", "the condition `recall >= 0.9` is about results"),
            ("require parameters <= 9; evolve 1", "the condition `parameters <= 9` is about networks"),
        ])
    func errors(text: String, part: String) async throws {
        let talking = Talking()
        try await talking.say("gene x0..x1 in 0..9; require x0 < x1; maximize x0 + x1; population size 5; evolve 1")
        let error = await talking.error(text)
        #expect(error?.contains(part) == true, "\(error ?? "no error")")
        if !text.contains("evolve") {
            #expect(try await talking.table("require").map { $0[1] } == ["x0 < x1"])
            #expect(try await talking.table("show population").count == 5)
        }
    }

    @Test("in a large search space that hardly any genome meets are met by all births")
    func rare() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x0..x9 in 0..99; require sum(x0..x9) = 100; maximize x0 * x1 + sum(x2..x9); population size 10; evolve 3"
        )
        for row in try await talking.table("show population") {
            #expect(row[3...].compactMap { Int($0) }.reduce(0, +) == 100)
        }
    }

    @Test("drop the population when they change, and `undo` restores it")
    func undo() async throws {
        let talking = Talking()
        try await talking.say("gene x0..x1 in 0..9; require x0 < x1; maximize x0 + x1; population size 5; evolve 2")
        let before = try await talking.table("show population")
        let said = messages(try await talking.say("require x0 + x1 <= 9"))
        #expect(said[0].contains("the population of generation 2 is dropped"))
        try await talking.say("undo")
        #expect(try await talking.table("show population") == before)
        #expect(try await talking.table("require").count == 1)
        try await talking.say("require none")
        #expect(try await talking.table("require").isEmpty)
    }

    @Test("hold after a saved session is opened, with the same births", arguments: ["evolution", "steady", "relay"])
    func saved(strategy: String) async throws {
        let home = try Home()
        let talking = Talking()
        try await talking.say(
            """
            gene x in 0.0..1.0; gene y in 0.0..1.0; gene z in 0..9; require x + y <= 0.3 and z < 20 * x
            maximize x * y + z; strategy \(strategy); population size 6; evolve 2
            save session '\(home.path)/search.session'; evolve 3; export csv '\(home.path)/straight.csv'
            """)
        let other = Talking()
        try await other.say(
            "open session '\(home.path)/search.session'; evolve 3; export csv '\(home.path)/opened.csv'")
        func births(_ name: String) throws -> [[Substring]] {
            try home.read(name).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(3).map(\.self)
            }
        }
        #expect(try births("straight.csv") == births("opened.csv"))
        #expect(try await other.table("require").map { $0[1] } == ["x + y <= 0.3", "z < 20 * x"])
    }

    @Test("on genes that are inactive do not apply")
    func inactive() async throws {
        let talking = Talking()
        let said = messages(
            try await talking.say(
                "gene kind in a, b; gene n in 0..9 when kind is b; require n >= 8; maximize if(kind is a, 1, n)"))
        #expect(said[2] == "require n >= 8, which 12 of 20 genomes meet")
    }
}
