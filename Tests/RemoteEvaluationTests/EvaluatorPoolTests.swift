import Expressions
import Foundation
import Networks
import Objectives
import RemoteEvaluation
import Support
import Testing
import Time

/// A pool whose evaluators are scripts that speak the protocol, each with a certain fault.
private final class Scripted {
    let folder: TemporaryFolder
    let pool: EvaluatorPool
    let search: Int

    /// - Parameters:
    ///   - leap: a file, and the time by which the pool's clock leaps once a script has created it; otherwise the
    ///     clock stands still.
    ///   - before: the commands that a script runs before its hello.
    ///   - answer: the commands that answer the task `$number`.
    init(
        count: Int, silence: Duration = .seconds(30), stuckAfter: Duration? = nil,
        longestStart: Duration = .seconds(3_600),
        maximumLosses: Int? = nil, leap: (file: String, by: Duration)? = nil, before: String = "", answer: String
    ) throws {
        folder = try TemporaryFolder()
        let hello = EvaluatorReply.hello(
            EvaluatorHello(
                protocol: EvaluatorProtocol.version, program: "1", numbers: NetworksNumerics.version,
                instructions: NetworksNumerics.instructionSet, host: "here", process: 1))
        let script = """
            cd '\(folder.path)'
            \(before)
            cat hello
            while read -r line; do
                case $line in
                *'"description"'*)
                    number=${line#*:}
                    echo "{\\"ready\\":${number%%,*}}" ;;
                *'"evaluate"'*)
                    number=${line#*:}
                    number=${number%%,*}
                    answer() { echo "{\\"evaluated\\":$number,\\"scores\\":{\\"output\\":$1},\\"seconds\\":0}"; }
                    \(answer) ;;
                esac
            done

            """
        _ = try folder.write(hello.line, to: "hello")
        let path = try folder.write(Array(script.utf8), to: "evaluator.sh")
        // A kind of launcher added from outside.
        let kind = LauncherKind("scripted", "scripts that speak the protocol", command: "sh '\(path)'")
        let launcher = try Launcher(profile: LauncherProfile(kind), places: [])
        var settings = EvaluatorPool.Settings(launcher: launcher, count: count, program: "/none")
        (settings.silence, settings.firstRest) = (silence, .milliseconds(10))
        (settings.longestStart, settings.maximumLosses) = (longestStart, maximumLosses)
        let root = folder.path
        let made = leap.map { "\(root)/\($0.file)" }
        pool = EvaluatorPool(
            settings,
            time: leap.map { leap in
                ManualTime.leaping(by: leap.by) { made.map { FileManager.default.fileExists(atPath: $0) } == true }
            } ?? .machine)
        search = pool.begin(description: Array("{}".utf8), folder: "/", data: nil, stuckAfter: stuckAfter)
    }

    /// Begins another search, which must get this number.
    func begin(_ number: Int) throws {
        let id = pool.begin(description: Array("{}".utf8), folder: "/", data: nil, stuckAfter: nil)
        #expect(id == number)
    }

    /// Returns the answers to so many tasks, by their numbers.
    func answers(_ count: Int) throws -> [Int: String] {
        for number in 0..<count {
            pool.submit(.init(number: number, part: 0, genes: "{\"x\": \(number)}", fingerprint: nil, cost: 1))
        }
        var answers: [Int: String] = [:]
        let end = Date(timeIntervalSinceNow: 20)
        while answers.count < count, Date() < end {
            guard let (number, answer) = try pool.next(within: .seconds(1)) else { continue }
            #expect(answers[number] == nil, "\(number) was answered twice")
            switch answer {
            case .evaluated(let evaluation, _, _): answers[number] = "\(evaluation.scores["output"] ?? .nan)"
            case .failed(let reason, _, _, _): answers[number] = reason
            case .lost(let reason): answers[number] = reason
            }
        }
        return answers
    }
}

@Suite("A pool of evaluators")
struct EvaluatorPoolTests {
    @Test("ignores second answers and answers to unknown tasks")
    func secondAnswers() throws {
        let scripted = try Scripted(
            count: 2, answer: "answer 1.5; answer 9; echo '{\"evaluated\":9999,\"scores\":{\"output\":7}}'")
        let answers = try scripted.answers(20)
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, "1.5") }))
    }

    @Test("gives the task of a silent evaluator to another one")
    func silent() throws {
        let scripted = try Scripted(
            count: 2, leap: ("silent", .seconds(60)), answer: "mkdir silent 2>&- && exec sleep 100; answer 2")
        // Idle evaluators send heartbeats; a script that only reads sends none and is replaced without harm.
        #expect(try scripted.answers(4) == [0: "2.0", 1: "2.0", 2: "2.0", 3: "2.0"])
        #expect(scripted.pool.currentStates().contains { $0.lastLoss?.contains("it has not replied for") == true })
    }

    @Test("gives the task of a stuck evaluator to another one, despite its heartbeats")
    func stuck() throws {
        let scripted = try Scripted(
            count: 2, silence: .seconds(3_600), stuckAfter: .seconds(30), leap: ("stuck", .seconds(60)),
            answer: "mkdir stuck 2>&- && while sleep 0.05; do echo '{\"alive\":true}'; done; answer 3")
        #expect(try scripted.answers(4) == [0: "3.0", 1: "3.0", 2: "3.0", 3: "3.0"])
        #expect(scripted.pool.currentStates().contains { $0.lastLoss?.contains("no progress") == true })
    }

    @Test("is not blocked by a launcher that writes endlessly")
    func flooded() throws {
        let scripted = try Scripted(count: 2, before: "mkdir flood 2>&- && exec yes", answer: "answer 6")
        let answers = try scripted.answers(4)
        #expect(answers == [0: "6.0", 1: "6.0", 2: "6.0", 3: "6.0"])
        // The flood counts as the loss of a launcher.
        let end = Date(timeIntervalSinceNow: 20)
        while !scripted.pool.currentStates().contains(where: { $0.lastLoss?.contains("megabytes") == true }) {
            guard Date() < end else {
                Issue.record("nobody noticed the flood")
                return
            }
        }
    }

    @Test("refuses an evaluator with another version of the protocol, whatever else it sends")
    func foreign() throws {
        let scripted = try Scripted(
            count: 1, before: "echo '{\"hello\":{\"protocol\":2,\"numbers\":\"4b\"}}'; exec cat >&2", answer: "answer 6"
        )
        let mistake = #expect(throws: ObjectiveError.self) { _ = try scripted.answers(1) }
        #expect(mistake?.description.contains("it speaks protocol 2, expected 1") == true)
    }

    @Test("tries refused evaluators again when the next search begins")
    func refusedAgain() throws {
        let scripted = try Scripted(
            count: 1, before: "mkdir mended 2>&- && { echo '{\"hello\":{\"protocol\":2}}'; exec cat >&2; }",
            answer: "answer 7")
        #expect(throws: ObjectiveError.self) { _ = try scripted.answers(1) }
        scripted.pool.stop(scripted.search)
        try scripted.begin(2)
        #expect(try scripted.answers(1) == [0: "7.0"])
    }

    @Test("treats an answer that is not finite as a failure", arguments: ["NaN", "1e999", "-Infinity", "nan"])
    func notFinite(number: String) throws {
        let scripted = try Scripted(
            count: 1,
            answer: "case $line in *'\"x\": 1}'*) answer \(number) ;; *) answer 4 ;; esac")
        let answers = try scripted.answers(3)
        #expect(answers[0] == "4.0" && answers[2] == "4.0")
        #expect(answers[1]?.hasPrefix("its answer is not valid JSON") == true)
    }

    @Test("gives up a launcher that starts no evaluator, and reports the time limit")
    func neverStarts() throws {
        let scripted = try Scripted(
            count: 1, longestStart: .milliseconds(300), before: "exec sleep 100", answer: "answer 1")
        let mistake = #expect(throws: ObjectiveError.self) { _ = try scripted.answers(1) }
        #expect(mistake?.description.contains("its launcher started no evaluator within 0 s") == true)
    }

    @Test("reports a launcher that runs and prints other lines, with the first of them, before it is given up")
    func printsOtherLines() throws {
        let scripted = try Scripted(
            count: 1, leap: ("shown", by: .seconds(30)),
            before: "echo Welcome to node7; echo; echo '{\"second\":1}'; touch shown; exec sleep 100",
            answer: "answer 1")
        scripted.pool.submit(.init(number: 0, part: 0, genes: "{}", fingerprint: nil, cost: 1))
        var notice: String?
        while notice == nil {
            #expect(try scripted.pool.next(within: .milliseconds(50)) == nil)
            notice = scripted.pool.takeNotice()
        }
        #expect(notice?.contains("no evaluator has reported within 20 s") == true)
        #expect(notice?.contains("printed \"Welcome to node7\"") == true)
        #expect(scripted.pool.takeNotice() == nil)
    }

    @Test("reports evaluators that exit after their hello without work, with the likely reason")
    func leaves() throws {
        let scripted = try Scripted(count: 1, before: "cat hello; exit 0", answer: "answer 1")
        let mistake = #expect(throws: ObjectiveError.self) { _ = try scripted.answers(1) }
        #expect(mistake?.description.contains("so that its input is empty") == true)
    }

    @Test("keeps retrying genomes if evaluators are taken away regardless of the genome")
    func takenAway() throws {
        // Each evaluator answers once, and two in three are killed before that.
        let scripted = try Scripted(
            count: 2,
            answer: "n=$(ls | wc -l); touch \"loss-$n-$$\"; [ $((n % 3)) = 0 ] || kill -9 $$; answer 4; exit 0")
        let answers = try scripted.answers(12)
        // A genome is blamed if by chance it loses three evaluators before others lose any.
        withKnownIssue(isIntermittent: true) {
            #expect(answers == Dictionary(uniqueKeysWithValues: (0..<12).map { ($0, "4.0") }))
        }
    }

    @Test("gives up a genome after the user's limit of losses")
    func lostAsOftenAsWanted() throws {
        let scripted = try Scripted(
            count: 2, maximumLosses: 2, answer: "case $line in *'\"x\": 1}'*) exit 7 ;; esac; answer 4")
        let answers = try scripted.answers(3)
        #expect(
            answers[1] == "2 evaluators were lost while evaluating it; the last one: its launcher exited with status 7")
    }

    @Test("gives up a genome whose evaluators crash")
    func crashes() throws {
        let scripted = try Scripted(
            count: 2,
            answer: "case $line in *'\"x\": 1}'*) kill -SEGV $$ ;; esac; answer 4")
        let answers = try scripted.answers(3)
        #expect(answers[1]?.hasPrefix("3 evaluators were lost while evaluating it") == true)
    }

    @Test("gives up a genome that loses three evaluators while those of other genomes survive")
    func lostThrice() throws {
        let scripted = try Scripted(count: 2, answer: "case $line in *'\"x\": 1}'*) exit 7 ;; esac; answer 4")
        let answers = try scripted.answers(3)
        #expect(answers[0] == "4.0" && answers[2] == "4.0")
        #expect(
            answers[1] == "3 evaluators were lost while evaluating it; the last one: its launcher exited with status 7")
    }

    @Test("drops the answers of a stopped search and continues with the next one")
    func stopped() throws {
        let scripted = try Scripted(count: 2, answer: "answer 5")
        #expect(try scripted.answers(2).count == 2)
        for number in 0..<50 {
            scripted.pool.submit(.init(number: 100 + number, part: 0, genes: "{}", fingerprint: nil, cost: 1))
        }
        scripted.pool.stop(scripted.search)
        try scripted.begin(2)
        #expect(try scripted.answers(3) == [0: "5.0", 1: "5.0", 2: "5.0"])
    }
}
