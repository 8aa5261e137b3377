import Foundation
import Reports
import Support
import Testing

@Suite struct FrontKeepingTests {
    private static let search = ShowFrontTests.search

    @Test func `the evolution is compared with random searches by hypervolume`() async throws {
        let talking = Talking()
        let command = "\(Self.search); compare random searches 20"
        guard case .comparison(let comparison)? = try await talking.say(command).last else {
            Issue.record("no comparison")
            return
        }
        #expect(comparison.objective == "hypervolume of x + y and x - y")
        #expect(comparison.searches == 20 && comparison.evaluations == 160)
        let best = try #require(comparison.best)
        try await talking.say("expect abs(hypervolume - \(best)) < 1e-12")
        #expect(comparison.shareBeaten != nil && comparison.shareBeatenLow != nil)
        try await talking.say("expect beaten = \(comparison.shareBeaten ?? -1); plot compare")
        guard case .comparison(let again)? = try await Talking(workers: 1).say(command).last else {
            Issue.record("no comparison with one worker")
            return
        }
        #expect(again.best == comparison.best && again.otherBest == comparison.otherBest)
    }

    @Test func `a single random search gives no statement about other fronts`() async throws {
        guard
            case .comparison(let comparison)? = try await Talking().say("\(Self.search); compare random searches 1")
                .last
        else {
            Issue.record("no comparison")
            return
        }
        #expect(comparison.best != nil && comparison.otherBest != nil)
        #expect(comparison.asGood == nil && comparison.shareBeaten == nil && comparison.aheadLow == nil)
    }

    @Test func `the front and all evaluations are exported with a column for each objective`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.search); export csv '\(folder.path)/front.csv' of front by 'x - y' first 3")
        try await talking.say("export csv '\(folder.path)/all.csv'; export json '\(folder.path)/all.json'")
        let front = try String(contentsOfFile: "\(folder.path)/front.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        #expect(front.count == 4 && front[0] == "number,birth,x + y,x - y,x,y")
        let all = try String(contentsOfFile: "\(folder.path)/all.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        #expect(all.count == 161)
        #expect(all[0].contains(",x,y,x + y,x - y,deviation,"))
        let json = try String(contentsOfFile: "\(folder.path)/all.json", encoding: .utf8)
        #expect(json.contains("\"objectives\":{\"x + y\":") || json.contains("\"objectives\": {\"x + y\": "))
    }

    @Test(arguments: ["front", "population", "history"])
    func `exported rows have numbers in full precision, as csv and as json`(rows: String) async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "gene x in 0.0..1.0; gene y in 0.0..1.0; maximize x + y and minimize x - y; population size 10; evolve 3")
        for format in ["csv", "json"] {
            try await talking.say("export \(format) '\(folder.path)/a.\(format)' of \(rows)")
        }
        guard case .table(let report)? = try await talking.say("show \(rows)").last else {
            Issue.record("no table")
            return
        }
        // The report in JSON has full precision, too.
        let shown = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report.table)) as? [String: Any]
        let wanted = (shown?["rows"] as? [[Any]] ?? []).map { $0.compactMap { $0 as? Double } }
        #expect(wanted.contains { $0.contains { $0 != ($0 * 1e4).rounded() / 1e4 } })
        let csv = try String(contentsOfFile: "\(folder.path)/a.csv", encoding: .utf8).split(separator: "\r\n")
        let exported = csv.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
        // Foundation's reader of JSON rounds the last digit its own way.
        let isEqual = { (first: [Double], second: [Double]) in
            first.count == second.count && zip(first, second).allSatisfy { abs($0 - $1) <= 1e-14 * max(1, abs($1)) }
        }
        #expect(exported.elementsEqual(wanted, by: isEqual), "\(exported), \(wanted)")
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.json"))
        let json = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
        let objects = json.map { $0.values.compactMap { $0 as? Double }.sorted() }
        #expect(objects.elementsEqual(wanted.map { $0.sorted() }, by: isEqual), "\(objects), \(wanted)")
    }

    @Test func `undo restores the front, and a recorded script expects it`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("record '\(folder.path)/front.ns' with results; \(Self.search)")
        let before = try await talking.table("show front")
        try await talking.say("evolve 5; undo")
        #expect(try await talking.table("show front") == before)
        try await talking.say("record off")
        let script = try String(contentsOfFile: "\(folder.path)/front.ns", encoding: .utf8)
        #expect(script.contains("expect generation = 8 and front = \(before.count) and hypervolume = "))
        let replayed = Talking(workers: 1)
        try await replayed.say("run '\(folder.path)/front.ns'")
        #expect(try await replayed.table("show front") == before)
    }

    @Test func `a network of the front is trained and saved by its number`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; population size 6; maximize accuracy and minimize parameters; evolve 2")
        let rows = try await talking.table("show front")
        let last = rows.count
        guard
            case .trained(let trained)? = try await talking.say(
                "train front \(last) epochs 2 save '\(folder.path)/small'"
            ).last
        else {
            Issue.record("nothing trained")
            return
        }
        // The last one has the fewest parameters.
        #expect(trained.parameters == rows.compactMap { Int($0[3]) }.min())
        #expect(trained.path == "\(folder.path)/small.h5")
        try await talking.say("score; show network; train fittest epochs 1; ensemble 2 epochs 1")
        #expect(
            await talking.error("train front \(last + 1)")
                == "the front has no genome \(last + 1); it has \(last) genome\(last == 1 ? "" : "s"); try `show front`"
        )
    }
}
