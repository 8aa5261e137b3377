import Expressions
import Foundation
import Networks
import Objectives
import Support
import Testing

/// A pool whose evaluators are scripts that speak the protocol, each with a bad habit.
private final class Scripted {
    let folder: TemporaryFolder
    let pool: EvaluatorPool
    let search: Int

    /// - Parameter answer: what a script does with `$number`, the number of what it is to evaluate.
    init(count: Int, silence: Double = 30, stuckAfter: Double? = nil, answer: String) throws {
        folder = try TemporaryFolder()
        let hello = EvaluatorReply.hello(
            EvaluatorHello(
                protocol: EvaluatorProtocol.version, program: "1", numbers: NetworksNumerics.version,
                instructions: NetworksNumerics.instructionSet, host: "here", process: 1))
        let script = """
            cd '\(folder.path)'
            cat hello
            while read -r line; do
                case $line in
                *'"description"'*) echo '{"ready":1}' ;;
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
        let command = try CommandTemplate(parsing: "sh '\(path)'")
        var settings = EvaluatorPool.Settings(launcher: Launcher(command: command), count: count, program: "/none")
        (settings.silence, settings.firstRest) = (silence, 0.01)
        pool = EvaluatorPool(settings)
        search = pool.begin(description: Array("{}".utf8), folder: "/", data: nil, stuckAfter: stuckAfter)
    }

    /// What so many pieces of work are answered with, by their numbers.
    func answers(_ count: Int) throws -> [Int: String] {
        for number in 0..<count {
            pool.submit(.init(number: number, part: 0, genes: "{\"x\": \(number)}", fingerprint: nil, cost: 1))
        }
        var answers: [Int: String] = [:]
        let end = Date(timeIntervalSinceNow: 20)
        while answers.count < count, Date() < end {
            guard let (number, answer) = try pool.next(within: 1) else { continue }
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
    @Test("ignores a second answer, and answers to what nobody asked")
    func secondAnswers() throws {
        let scripted = try Scripted(
            count: 2, answer: "answer 1.5; answer 9; echo '{\"evaluated\":9999,\"scores\":{\"output\":7}}'")
        let answers = try scripted.answers(20)
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, "1.5") }))
    }

    @Test("gives what a silent evaluator has to another")
    func silent() throws {
        let scripted = try Scripted(
            count: 2, silence: 0.6, answer: "mkdir silent 2>&- && exec sleep 100; answer 2")
        // Whoever is idle says that it is alive; a script that only reads says nothing, and is replaced without harm.
        #expect(try scripted.answers(4) == [0: "2.0", 1: "2.0", 2: "2.0", 3: "2.0"])
        #expect(scripted.pool.currentStates().contains { $0.lastLoss?.contains("not been heard of") == true })
    }

    @Test("gives what a stuck evaluator has to another, however alive it says that it is")
    func stuck() throws {
        let scripted = try Scripted(
            count: 2, stuckAfter: 0.5,
            answer: "mkdir stuck 2>&- && while sleep 0.05; do echo '{\"alive\":true}'; done; answer 3")
        #expect(try scripted.answers(4) == [0: "3.0", 1: "3.0", 2: "3.0", 3: "3.0"])
        #expect(scripted.pool.currentStates().contains { $0.lastLoss?.contains("no progress") == true })
    }

    @Test("gives a genome up that loses three evaluators")
    func lostThrice() throws {
        let scripted = try Scripted(count: 2, answer: "case $line in *'\"x\": 1}'*) exit 7 ;; esac; answer 4")
        let answers = try scripted.answers(3)
        #expect(answers[0] == "4.0" && answers[2] == "4.0")
        #expect(answers[1] == "3 evaluators were lost over it; the last one: its launcher ended with status 7")
    }

    @Test("answers nothing of a search that was stopped, and goes on with the next")
    func stopped() throws {
        let scripted = try Scripted(count: 2, answer: "answer 5")
        #expect(try scripted.answers(2).count == 2)
        for number in 0..<50 {
            scripted.pool.submit(.init(number: number, part: 0, genes: "{}", fingerprint: nil, cost: 1))
        }
        scripted.pool.stop(scripted.search)
        _ = scripted.pool.begin(description: Array("{}".utf8), folder: "/", data: nil, stuckAfter: nil)
        // The scripts say that they are ready for search 1 only: they are of no use for another.
        let next = try scripted.pool.next(within: 0.5)
        #expect(next == nil)
    }
}
