import Foundation
import Memory
import Randomness
import Support
import Synchronization
import Testing

/// The number of kills: NS_KILLS shared by all kinds of work, otherwise a few of each. `Scripts/test --torture` uses
/// 1,000.
enum RandomKills {
    /// The kinds of work: those that write files, programs, and networks.
    private static let kinds = KilledWork.all.count + 2
    private static let chosen = ProcessInfo.processInfo.environment["NS_KILLS"].flatMap { Int($0) }

    /// Returns the number of kills of one kind of work.
    static func count(usual: Int) -> Int { chosen.map { max(1, ($0 + kinds - 1) / kinds) } ?? usual }

    /// Starts the shell again and checks that it removes the temporary files of the killed one.
    ///
    /// - Returns: The events for a tally.
    static func startAgain(_ home: Home) throws -> [String] {
        let left = home.temporaryFiles().filter { !$0.hasPrefix("state/ns/unfinished/") }
        let result = try FinishedProgram.shell(["-c", "print again"], home: home)
        #expect(result.output == "again\n", "\(result.error)")
        let remaining = home.temporaryFiles()
        #expect(remaining.isEmpty, "\(remaining)")
        return (left.isEmpty ? [] : ["left files"]) + (remaining.isEmpty ? [] : ["kept files"])
    }
}

@Suite("A shell killed at a random moment")
struct RandomKillsTests {
    private static let kills = RandomKills.count(usual: 1)
    private static let wholes = Mutex<[String: KilledWork.Whole]>([:])

    private static let tally = Tally(of: kills * KilledWork.all.count) { counts, _ in
        "\(kills * KilledWork.all.count) kills while \(KilledWork.all.count) commands wrote files: "
            + "\(counts["killed", default: 0]) before the end, \(counts["left files", default: 0]) left temporary files, "
            + "\(counts["kept files", default: 0]) kept them after the next start"
    }

    private static func whole(of work: KilledWork) throws -> KilledWork.Whole {
        if let known = wholes.withLock({ $0[work.testDescription] }) { return known }
        let whole = try work.whole()
        wholes.withLock { $0[work.testDescription] = whole }
        return whole
    }

    @Test(
        "leaves complete files, and temporary ones only until the next start",
        .enabled(if: Needed.gnuplot, "gnuplot is not installed"), arguments: KilledWork.all)
    func keepsFiles(work: KilledWork) throws {
        let whole = try Self.whole(of: work)
        for seed in 0..<Self.kills {
            var events: [String] = []
            defer { Self.tally.add(events) }
            var generator = Generator(seed: UInt64(seed))
            let home = try work.home()
            let shell = try WatchedProgram(["work.ns"], home: home)
            let round = generator.below(work.rounds)
            if round > 0 { #expect(shell.wait(forLine: "round \(round)"), "round \(round) of \(work)") }
            let pause = Double(generator.below(1_000)) / 1_000 * whole.secondsPerRound
            usleep(UInt32(pause * 1_000_000))
            if shell.kill() { events.append("killed") }
            events += try RandomKills.startAgain(home)
            try work.check(home, after: round, whole)
        }
    }
}

/// A search whose objective is a program that writes down what it evaluates.
@Suite("A search with a program killed at a random moment")
struct ProgramKillsTests {
    private static let generations = 5
    private static let search =
        "gene x in 1..50; gene y in 1..50; maximize output of 'sh score.sh {x} {y}' remember; population size 6; workers 2"
    private static let kills = RandomKills.count(usual: 2)

    private static let tally = Tally(of: kills) { counts, _ in
        "\(kills) kills of searches with a program: \(counts["killed", default: 0]) before the end, "
            + "\(counts["resumed", default: 0]) resumed, \(counts["left files", default: 0]) left temporary files, "
            + "\(counts["twice", default: 0]) evaluated something twice"
    }

    private static func newHome() throws -> Home {
        let home = try Home()
        try home.write(
            "echo \"$1 $2\" >> \"$LOG.started\"\necho $(($1 * 3 - $2 % 7))\necho \"$1 $2\" >> \"$LOG.finished\"\n",
            to: "score.sh")
        return home
    }

    /// Returns the evaluations in a log.
    private static func logged(_ home: Home, _ name: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: "\(home.path)/\(name)") else { return [] }
        return try home.read(name).split(separator: "\n").map(String.init)
    }

    /// The undisturbed run: its history and its evaluations.
    private static let whole = Result { () throws -> (history: [String], evaluations: Int) in
        let home = try newHome()
        let result = try FinishedProgram.shell(
            ["-c", "\(search); evolve \(generations); export csv out.csv"], home: home, environment: ["LOG": "whole"])
        try #require(result.status == 0, "\(result.error)")
        let started = try logged(home, "whole.started")
        #expect(Set(started).count == started.count)
        return (try home.history(), started.count)
    }

    @Test("continues to the same history and evaluates nothing again that had finished", arguments: 0..<kills)
    func evaluatesOnce(seed: Int) throws {
        let whole = try Self.whole.get()
        let home = try Self.newHome()
        var events: [String] = []
        defer { Self.tally.add(events) }
        var generator = Generator(seed: UInt64(seed))
        let shell = try WatchedProgram(
            ["-c", "\(Self.search); print 'begun'; evolve \(Self.generations); print 'done'"], home: home,
            environment: ["LOG": "first"])
        #expect(shell.wait(forLine: "begun"))
        let wanted = generator.below(whole.evaluations + 1)
        while shell.isRunning, try Self.logged(home, "first.finished").count < wanted { sched_yield() }
        if shell.kill() { events.append("killed") }
        let remembered = home.memory.facts
        let finished = try Self.logged(home, "first.finished").count
        #expect(remembered.measurements == remembered.evaluations)
        // Two workers may each have had a result that was not on disk yet.
        #expect(remembered.evaluations >= finished - 2)
        events += try RandomKills.startAgain(home)
        if try home.continueKilled(
            Self.search, generations: Self.generations, environment: ["LOG": "second"])
        {
            events.append("resumed")
        }
        #expect(try home.history() == whole.history)
        let again = try Self.logged(home, "second.started")
        #expect(Set(again).count == again.count)
        #expect(again.count == whole.evaluations - remembered.evaluations, "seed \(seed)")
        if again.count != whole.evaluations - remembered.evaluations { events.append("twice") }
        #expect(home.memory.facts.measurements == whole.evaluations)
    }
}
