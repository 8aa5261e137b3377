import Foundation
import Reports
import Support
import Synchronization
import Testing

@Suite struct PatienceTests {
    private static let search = "gene x in 0..100000; maximize x; population size 20"

    private func evolved(_ talking: Talking, _ text: String) async throws -> EvolvedReport {
        try #require(try await talking.say(text).compactMap(\.evolved).last)
    }

    @Test func `evolve ends when the best has not improved for some generations, and says so`() async throws {
        let talking = Talking()
        let report = try await evolved(talking, "\(Self.search); evolve 100000 patience 20")
        #expect(report.end == .patience)
        #expect(report.patience?.generations == 20)
        #expect(report.patience?.change == 0)
        let bests = try await talking.table("show history").map { $0[4] }
        #expect(bests.count == report.finished)
        #expect(Set(bests.suffix(21)).count == 1)
        #expect(bests.count == 21 || bests[bests.count - 22] != bests.last)
    }

    @Test func `without a number, patience alone decides`() async throws {
        let report = try await evolved(Talking(), "\(Self.search); evolve patience 3")
        #expect(report.end == .patience)
        #expect(report.asked == nil)
    }

    @Test func `an improvement that is no greater than the change does not count`() async throws {
        let (strict, plain) = (Talking(), Talking())
        let first = try await evolved(strict, "\(Self.search); evolve patience 8 by 10000")
        let second = try await evolved(plain, "\(Self.search); evolve patience 8")
        #expect(first.finished < second.finished)
        #expect(first.patience?.change == 10_000)
    }

    @Test func `earlier generations count, so that pieces end in the same generation as the whole`() async throws {
        let (whole, pieces) = (Talking(), Talking())
        let wanted = try await evolved(whole, "\(Self.search); evolve patience 12")
        try await pieces.say("\(Self.search); evolve \(wanted.finished - 5)")
        let rest = try await evolved(pieces, "evolve patience 12")
        #expect(rest.end == .patience)
        #expect(rest.generation == wanted.generation)
        let none = try await evolved(pieces, "evolve 5 patience 12")
        #expect(none.end == .patience)
        #expect(none.finished == 0)
        #expect(try await evolved(pieces, "evolve 2").finished == 2)
    }

    @Test func `a goal that is reached first ends the search`() async throws {
        let report = try await evolved(
            Talking(), "gene x in 0..3; maximize x; population size 20; evolve 50 goal 3 patience 10")
        #expect(report.end == .goal)
    }

    @Test func `single births have patience by generations, too`() async throws {
        let report = try await evolved(
            Talking(), "gene x in 0..3; maximize x; strategy steady; population size 10; evolve 50 patience 4")
        #expect(report.end == .patience)
        #expect(report.finished < 10)
    }

    @Test func `a recorded search with patience replays to the same end`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/patience.ns"
        let first = Talking()
        try await first.say(
            "record '\(path)'; \(Self.search); evolve patience 6; undo; evolve 3000 patience 6; record off")
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("evolve 3000 patience 6"))
        let second = Talking()
        try await second.say("run '\(path)'")
        #expect(try await second.table("show history") == first.table("show history"))
    }
}

@Suite struct LongSearchTests {
    @Test func `a long search is announced once, with its evaluations, its duration and what shortens it`() async throws
    {
        let looks = Mutex(0)
        let reports = try await Talking().say(
            "gene x in 1..1000; population size 4 litter 1; strategy evolution; maximize output of 'echo {x}'; "
                + "evolve 1000000"
        ) {
            looks.withLock { looks in
                looks += 1
                return looks > 60
            }
        }
        let notices = reports.compactMap { if case .notice(let text) = $0 { text } else { nil } }
        #expect(notices.count == 1)
        #expect(notices.first?.hasPrefix("4,000,000 evaluations, about ") == true)
        #expect(notices.first?.contains("`population size`") == true)
    }

    @Test func `a short search, one with a time limit and one without an end are not announced`() async throws {
        let program = "gene x in 1..1000; population size 4 litter 1; maximize output of 'echo {x}'"
        for command in ["evolve 3", "evolve 1000000 for 0.2s", "evolve goal 1"] {
            let reports = try await Talking().say("\(program); \(command)")
            #expect(!reports.contains { if case .notice = $0 { true } else { false } }, "\(command)")
        }
    }
}
