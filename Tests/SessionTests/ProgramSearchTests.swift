import CommandLanguage
import Foundation
import Reports
import Support
import Testing

/// A folder with a program that logs each question and answers with the gene `x`.
private struct Noted {
    let folder: TemporaryFolder

    init(_ answer: String = "echo $NS_x") throws {
        folder = try TemporaryFolder()
        try folder.write(Array("echo $NS_x >> \(folder.path)/asked\n\(answer)\n".utf8), to: "program.sh")
    }

    var command: String { "maximize output of 'sh \(folder.path)/program.sh {x}'" }

    /// The questions so far.
    var asked: [String] {
        let text = (try? String(contentsOfFile: "\(folder.path)/asked", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}

@Suite struct ProgramSearchTests {
    private let search = "gene x in 1..1000; population size 8 litter 1; strategy evolution"

    @Test func `the history is the same for any number of workers and a program kept running`() async throws {
        let folder = try TemporaryFolder()
        let script = "while IFS=':}' read -r name x rest; do echo $x; done\n"
        let path = try folder.write(Array(script.utf8), to: "answer.sh")
        let kept = "maximize output of 'sh \(path)' kept running"
        var histories: [[[String]]] = []
        for (command, workers) in [
            ("maximize output of 'echo {x}'", 1), ("maximize output of 'echo {x}'", 5), (kept, 3),
        ] {
            let talking = Talking(workers: workers)
            try await talking.say("\(search); \(command); evolve 4")
            histories.append(try await talking.table("show population"))
        }
        #expect(histories[0] == histories[1])
        #expect(histories[0] == histories[2])
    }

    @Test func `ten failures in a row stop evolve with an explanation, and it can continue later`() async throws {
        let noted = try Noted("[ -e \(NSTemporaryDirectory())/never ] || { echo broken >&2; exit 3; }")
        let talking = Talking(workers: 2)
        let error = await talking.error("\(search) ; population size 30; \(noted.command); evolve 2")
        #expect(
            error?.hasPrefix(
                "10 evaluations in a row failed; the last one: it exited with status 3: broken\n"
                    + "to run it by hand:  sh ")
                == true, "\(error ?? "no error")")
        #expect(noted.asked.count < 20)
        // It works from here on.
        try noted.folder.write(Array("echo $NS_x\n".utf8), to: "program.sh")
        let reports = try await talking.say("evolve 2")
        let report = try #require(reports.last?.evolved)
        #expect(report.finished == 2)
        #expect(report.failures == 0)
    }

    @Test func `a few failures are reported with their reason, and the evolution continues`() async throws {
        let noted = try Noted("[ $((NS_x % 3)) = 0 ] && { echo odd one >&2; exit 1; }; echo $NS_x")
        let reports = try await Talking(workers: 1).say("\(search); \(noted.command); evolve 3")
        let report = try #require(reports.last?.evolved)
        #expect(report.finished == 3)
        #expect(report.failures > 0)
        #expect(report.failureReason == "it exited with status 1: odd one")
        #expect(report.failureOutput == ["odd one"])
        #expect(report.failureGroups.map(\.reason) == ["it exited with status 1: odd one"])
        #expect(report.failureGroups.map(\.count) == [report.failures])
    }

    @Test func `failures are grouped by reason with their counts and standard error`() async throws {
        let noted = try Noted(
            "case $NS_x in 1|2) echo usage >&2; echo odd one >&2; exit 1;; 3) echo none >&2; exit 2;; esac; echo $NS_x")
        let reports = try await Talking(workers: 1).say(
            "gene x in 1..6; population size 6 litter 1; strategy grid; \(noted.command); evolve 1")
        let report = try #require(reports.last?.evolved)
        #expect(report.failures == 3)
        #expect(
            report.failureGroups.map { "\($0.count) × \($0.reason): \($0.output.joined(separator: "|"))" } == [
                "2 × it exited with status 1: odd one: usage|odd one", "1 × it exited with status 2: none: none",
            ])
    }

    @Test func `several numbers in an answer cause one warning`() async throws {
        let talking = Talking(workers: 1)
        let search = "gene x in 1..9; population size 3 litter 1; strategy grid; maximize output of 'echo epoch 3 {x}'"
        let first = try #require(try await talking.say("\(search); evolve 1").last?.evolved)
        #expect(first.warnings == ["the answer \"epoch 3 1\" has several numbers; the last one is the fitness"])
        let second = try #require(try await talking.say("evolve 1").last?.evolved)
        #expect(second.warnings == [])
    }

    @Test func `numbers in a list reach the program as they were written`() async throws {
        let noted = try Noted()
        try await Talking(workers: 1).say(
            "gene x in 007, 1E2, 8; population size 3 litter 1; strategy grid; \(noted.command); evolve 1")
        #expect(noted.asked == ["007", "1E2", "8"])
    }

    @Test func `evaluations before a stop are not repeated, and the history is the same`() async throws {
        let noted = try Noted()
        let whole = Talking(workers: 1)
        try await whole.say("\(search); \(noted.command); evolve 2")
        let wanted = try await whole.table("show population")
        let all = noted.asked
        let again = try Noted()
        let broken = Talking(workers: 1)
        try await broken.say("\(search); \(again.command)")
        try await broken.say("evolve 2") { again.asked.count >= 5 }
        #expect(again.asked.count < all.count)
        // The stopped generation, and the remaining ones.
        try await broken.say("evolve 2")
        #expect(try await broken.table("show population") == wanted)
        // At most one was under way when it was stopped.
        #expect(again.asked.count <= all.count + 1)
    }

    @Test func `answers are cached only on request, and only while the program is unchanged`()
        async throws
    {
        for (words, times) in [("", 2), (" remember", 1)] {
            let noted = try Noted()
            let talking = Talking(workers: 1)
            try await talking.say(
                "gene x in 1, 2, 3; population size 3 litter 1; strategy grid; \(noted.command)\(words)")
            try await talking.say("evolve 1; reset; evolve 1")
            #expect(noted.asked.count == 3 * times)
            try noted.folder.write(Array("echo $NS_x >> \(noted.folder.path)/asked; echo 5\n".utf8), to: "program.sh")
            try await talking.say("reset; evolve 1")
            #expect(noted.asked.count == 3 * times + 3)
        }
    }

    @Test func `repeated calls with different seeds show their deviation`() async throws {
        let reports = try await Talking().say(
            "gene x in 1, 2; minimize output of 'echo {seed}{x}' repeat 3; population size 2 litter 1; strategy grid; evolve 1; show fittest"
        )
        let fittest = try #require(reports.last?.fittest)
        #expect(fittest.value == 21)
        #expect(fittest.deviation == 10)
        #expect(fittest.meanOf == "3 calls")
    }

    @Test func `a mistake in a command is reported as soon as it can be known`() async throws {
        let talking = Talking()
        try await talking.say("gene depth in 1, 2; maximize output of 'echo {depht}'")
        #expect(await talking.error("evolve 1") == "there is no gene \"depht\"; did you mean \"depth\"?")
        try await talking.say("maximize output of 'pythn3000x {depth}'")
        #expect(await talking.error("evolve 1")?.hasPrefix("there is no program \"pythn3000x\"") == true)
    }

    @Test func `a gene that the command does not name causes one warning`() async throws {
        let reports = try await Talking().say(
            "gene x in 1, 2; gene y in 1, 2; maximize output of 'echo {x}'; population size 4 litter 1; evolve 1")
        let warnings = reports.compactMap { report in
            if case .warning(let text) = report { text } else { nil }
        }
        #expect(warnings == ["the command does not name {y}; the program can read the environment variable NS_y"])
    }
}

@Suite struct LimitsTests {
    private func evolved(_ text: String) async throws -> EvolvedReport? {
        let report = try #require(try await Talking().say(text).last?.evolved)
        return report
    }

    @Test func `without a number evolve runs until the goal is reached, and does nothing if it is reached already`()
        async throws
    {
        let talking = Talking()
        var report = try await evolved("gene x in 0..100000; maximize x; population size 20; evolve goal 100000")
        #expect(report?.end == .goal)
        #expect(report?.asked == nil)
        #expect(report?.best == 100_000)
        try await talking.say("gene x in 0..3; maximize x; population size 20; evolve 1")
        let again = try #require(try await talking.say("evolve 5 goal 3").last?.evolved)
        report = again
        #expect(report?.end == .goal)
        #expect(report?.finished == 0)
    }
}
