import CommandLanguage
import CommandParsing
import Foundation
import Messages
import Reports
import Scripts
import Session
import Support
import Testing

extension Talking {
    /// Executes commands with the learner's lines, and returns the results of the answers.
    @discardableResult
    func answers(_ text: String, lines: [String]) async throws -> [AnswerReport] {
        let source = Source(name: "test.ns", text: text)
        var left = lines
        var reports: [Report] = []
        let context = ExecutionContext(isInterrupted: { false }, ask: { _ in left.isEmpty ? nil : left.removeFirst() })
        {
            if case .report(let report) = $0 { reports.append(report) }
        }
        let script = try Script(source, grammar: session.grammar)
        _ = try await session.execute(script, arguments: [], path: "test.ns", context)
        return reports.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
    }
}

@Suite struct QuestionsTests {
    private static let bits =
        "gene b0..b11 in 0, 1; maximize sum(b0..b11); strategy evolution; population size 10 selection roulette"

    @Test(arguments: [
        ("11", "11", AnswerReport.Verdict.right), ("12.9", "11", .right), ("13.1", "11", .wrong), ("1e1", "11", .right),
        ("50%", "0.5", .right), ("-3", "11", .wrong), ("11 ones", "11", .right), ("about 9", "9", .right),
        ("~4", "4", .right), ("8,5", "8.5", .right), ("0 times", "0", .right), ("never", "0", .right),
    ])
    func `a number is right within its error`(line: String, expected: String, verdict: AnswerReport.Verdict)
        async throws
    {
        let answers = try await Talking().answers("ask 'How many?' expect \(expected) within 2", lines: [line])
        #expect(answers.map(\.verdict) == [verdict])
    }

    @Test(arguments: [
        "0.1", "10%", "10 %", "10 percent", "10 per cent", "1/10", "1 / 10", "about 1/10", "2/20 of them",
        "10% of them",
        ".1", "0,1",
    ])
    func `a fraction, a percentage and a decimal number are the same answer`(line: String) async throws {
        let answers = try await Talking().answers("ask 'Which fraction?' expect 0.1", lines: [line])
        #expect(answers.map(\.verdict) == [.right], "\(answers)")
    }

    @Test(arguments: ["1/0", "1/", "/10", "1/2/3", "1/10%", "a/b", "0/0"])
    func `a fraction without a value is no answer`(line: String) async throws {
        let answers = try await Talking().answers("ask 'Which fraction?' expect 0.1", lines: [line, "10%"])
        #expect(answers.map(\.verdict) == [.right], "\(answers)")
    }

    @Test(arguments: [
        (0.123456, "0.1235"), (0.0000123456, "1.235e-05"), (12_345_678.9, "1.235e+07"), (1.0 / 3, "0.3333"),
    ])
    func `without an error, the number that ns shows is right`(value: Double, shown: String) async throws {
        #expect(try await Talking().answers("ask 'How much?' expect \(value)", lines: [shown])[0].verdict == .right)
        #expect(
            try await Talking().answers("ask 'How much?' expect \(value)", lines: ["\(value * 1.01)"])[0].verdict
                == .wrong)
    }

    @Test(arguments: [
        ("b", AnswerReport.Verdict.right), ("B)", .right), ("two eggs", .right), ("a", .wrong), ("TWO EGGS", .right),
        ("two", .right), ("one", .wrong),
    ])
    func `a choice is a letter or its text`(line: String, verdict: AnswerReport.Verdict) async throws {
        let answers = try await Talking().answers(
            "ask 'Which?' choices 'one egg', 'two eggs', 'c' expect 'two eggs'", lines: [line])
        #expect(answers.map(\.verdict) == [verdict])
    }

    @Test func `words that several choices contain are no answer`() async throws {
        let answers = try await Talking().answers(
            "ask 'Which?' choices 'the fittest of 3', 'the fittest of 30' expect 'the fittest of 3'",
            lines: ["fittest", "fit", "fittest of 3"])
        #expect(answers.map(\.answer) == ["the fittest of 3"])
    }

    @Test func `a choice that is a letter comes before the letters`() async throws {
        let answers = try await Talking().answers("ask 'Which?' choices 'b', 'a' expect 'b'", lines: ["b"])
        #expect(answers.map(\.verdict) == [.right])
    }

    @Test func `a wrong answer gets the hint and a second try, then the explanation`() async throws {
        let script = "ask 'How much is 6 × 7?' expect 42 hint 'More than 41.' because 'Six rows of seven.'"
        let right = try await Talking().answers(script, lines: ["41", "42"])
        #expect(right.map(\.verdict) == [.again, .right])
        #expect(right[0].hint == "More than 41." && right[0].explanation == nil && right[0].expected == nil)
        #expect(right[1].explanation == "Six rows of seven.")
        let wrong = try await Talking().answers(script, lines: ["41", "40"])
        #expect(wrong.map(\.verdict) == [.again, .wrong])
        #expect(wrong[1].expected == "42")
    }

    @Test func `a line that is no answer is refused, and the question remains`() async throws {
        let answers = try await Talking().answers(
            "ask 'How much?' expect 42", lines: ["much", "0x2a", "nan", "10-12", "1,000", "evolve 4", "42"])
        #expect(answers.map(\.verdict) == [.right])
    }

    @Test(arguments: ["", "   ", "skip", "Skip"])
    func `an empty line or skip passes`(line: String) async throws {
        let talking = Talking()
        let answers = try await talking.answers("ask 'How much?' expect 42", lines: [line])
        #expect(answers.map(\.verdict) == [.passed])
        #expect(answers[0].expected == "42")
    }

    @Test(arguments: [
        ("answer 42", AnswerReport.Verdict.right), ("ANSWER 41", .wrong), ("answer '42'", .right),
        ("answer skip", .passed),
    ])
    func `the word answer may precede a number`(line: String, verdict: AnswerReport.Verdict) async throws {
        let answers = try await Talking().answers("ask 'How much?' expect 42", lines: ["answer", line])
        #expect(answers.map(\.verdict) == [verdict])
    }

    /// The text of a choice precedes the letter of another one.
    @Test(arguments: [("answer a", "answer b"), ("answer b", "answer b"), ("answer", "answer"), ("answer c", "c")])
    func `the word answer may precede a choice, and may be one`(line: String, chosen: String) async throws {
        let answers = try await Talking().answers(
            "ask 'Which?' choices 'answer b', 'answer', 'c' expect 'c'", lines: [line])
        #expect(answers.map(\.answer) == [chosen])
    }

    @Test(arguments: [("answer by luck", "answer by luck"), ("answer 'by luck'", "by luck")])
    func `a sentence may begin with the word answer`(line: String, kept: String) async throws {
        #expect(try await Talking().answers("ask 'Why?'", lines: ["answer", line]).map(\.answer) == [kept])
    }

    @Test func `a prediction is compared with the run`() async throws {
        let script = "\(Self.bits); ask 'How fit?' expect leader later; evolve 3; answer"
        let talking = Talking()
        let first = try await talking.answers(script, lines: ["9"])
        #expect(first.map(\.verdict) == [.waiting, first[1].expected == "9" ? .right : .wrong])
        #expect(first[0].expected == nil)
        let value = try #require(first[1].expected)
        let second = try await Talking().answers(script, lines: [value])
        #expect(second.map(\.verdict) == [.waiting, .right])
    }

    @Test func `a free text is kept, even if it begins like a command`() async throws {
        let answers = try await Talking().answers("ask 'Why?'", lines: ["population grows too alike"])
        #expect(answers.map(\.verdict) == [.kept])
        #expect(answers[0].answer == "population grows too alike")
    }

    @Test func `without a learner, questions are shown and skipped`() async throws {
        let reports = try await Talking().say("ask 'How much?' expect 42; print after")
        let verdicts = reports.compactMap { if case .answer(let answer) = $0 { answer.verdict } else { nil } }
        #expect(verdicts == [.skipped])
        #expect(reports.contains { if case .question(let question) = $0 { !question.isAsked } else { false } })
    }

    @Test func `the first answer counts, and an answer replaces that the learner passed`() async throws {
        let talking = Talking()
        let script = "ask 'How much is 6 × 7?' expect 42"
        #expect(try await talking.answers(script, lines: [""]).map(\.isCounted) == [false])
        #expect(try await talking.answers(script, lines: ["41"]).map(\.isCounted) == [true])
        #expect(try await talking.answers(script, lines: ["42"]).map(\.isCounted) == [false])
        let score = try await talking.say("answer").compactMap { report in
            if case .message(let text, _) = report { text } else { nil }
        }
        #expect(score == ["answers: 0 of 1 right"])
    }

    @Test(arguments: [
        ("ask 'x' choices 'a', 'b' expect 'c'", "the right answer \"c\" is not one of the choices; add it to them"),
        ("ask 'x' choices 'a', 'A' expect 'a'", "expected 2 to 26 different choices, such as `choices 'one', 'two'`"),
        (
            "ask 'x' choices 'a', 'b' expect 'b' within 2",
            "`within` is for numbers; leave it out, or leave out `choices`"
        ),
        ("ask 'x' within 2", "`within` needs a right answer; add `expect` with it, or leave `within` out"),
        ("ask 'x' later", "`later` needs a right answer; add `expect` with it, or leave `later` out"),
        (
            "ask 'x' expect 3 later hint 'h'",
            "a prediction has one try, so a hint is never shown; leave out `hint` or `later`"
        ),
        ("ask 'x' expect 'fittest +'", "is not a number or an expression"),
        ("ask 'x' expect nobody", "nobody"),
        (
            "ask 'x' expect leader",
            "the right answer leader to \"x\" has no value yet"
        ),
    ])
    func `a question that cannot be answered is an error`(command: String, message: String) async throws {
        let error = try #require(await Talking().error(command))
        #expect(error.contains(message))
    }

    @Test func `whoever leaves a question stops the script and has not passed`() async throws {
        let talking = Talking()
        await #expect(throws: SessionError.self) {
            try await talking.answers("ask 'How much?' expect 42; let reached 1", lines: [])
        }
        #expect(await talking.error("print $reached") != nil)
        #expect(
            try await talking.say("answer").contains {
                if case .message("no answers yet", _) = $0 { true } else { false }
            })
    }

    @Test(arguments: [
        ("30%", 0.3), ("1/10", 0.1), ("about 8,5", 8.5), ("11 ones", 11), ("never", 0), ("0.3", nil), ("7", nil),
    ])
    func `the report has the number that an answer was read as`(line: String, reading: Double?) async throws {
        let answers = try await Talking().answers("ask 'How much?' expect 42", lines: [line])
        #expect(answers.map(\.reading) == [reading])
        #expect(answers.map(\.answer) == [line])
    }

    @Test func `genomes are still asked for by their number`() async throws {
        let reports = try await Talking().say("gene x in 1..9; maximize told; ask 2; ask")
        #expect(reports.count { if case .asked = $0 { true } else { false } } == 2)
    }

    @Test func `guesses of a child, of mutants and of those who leave are compared with the phase`() async throws {
        let talking = Talking()
        try await talking.say("\(Self.bits) elitism 10% mutation 50% crossover single_point; step 3")
        let parents = try await talking.table("guess child")
        #expect(parents.map { $0[0] } == ["mother", "father"])
        // Before the cut the mother's genes, behind it the father's.
        let (mother, father) = (parents[0][2].split(separator: "|"), parents[1][2].split(separator: "|"))
        let child = String(mother[0] + father[1])
        func guess(_ text: String) async throws -> GuessReport {
            try #require(
                try await talking.say(text).compactMap { if case .guess(let guess) = $0 { guess } else { nil } }.first)
        }
        let genes = try await guess("guess child \(child)")
        #expect(genes.right == 12 && genes.count == 12)
        #expect(genes.expected > 6 && genes.expected < 12)
        #expect(await talking.error("guess child \(child)") == "the next phase is mutate, not breed; try `step`")
        let mutants = try await guess("guess mutants 10, 11, 12, 13, 14, 15, 16, 17, 18, 19")
        #expect(mutants.count == 10 && abs(mutants.expected - Double(mutants.right)) < 1e-9)
        let gone = try await guess("guess gone 0, 1, 2, 3, 4, 5, 6, 7, 8, 9")
        #expect(gone.right == 9)
        let weakest = try await guess("guess gone 10, 11, 12, 13, 14, 15, 16, 17, 18, 19")
        #expect(weakest.right <= 1)
        #expect(weakest.score.count == 42)
    }

    @Test func `the table of breeders has expected and actual draws, with sums`() async throws {
        let talking = Talking()
        let reports = try await talking.say("\(Self.bits); step 3")
        let step = try #require(
            reports.compactMap { if case .step(let step) = $0, step.phase == "breeders" { step } else { nil } }.first)
        let table = try #require(step.table)
        #expect(table.columns.map(\.name) == ["birth", "fitness", "chance", "expected", "drawn"])
        let organisms = table.rows.dropLast(2)
        let sum = try #require(table.rows.first { $0[0] == "sum" })
        let fitness = try organisms.map { try #require(Double($0[1])) }
        #expect(Double(sum[1]) == fitness.reduce(0, +))
        #expect(sum[3] == "8" && sum[4] == "8")
        // In a roulette, the expected number is the fitness divided by the mean, times the draws for each organism.
        for (row, own) in zip(organisms, fitness) {
            let expected = try #require(Double(row[3]))
            #expect(abs(expected - 8 * own / fitness.reduce(0, +)) < 0.0051)
        }
        #expect(organisms.reduce(0) { $0 + (Int($1[4]) ?? 0) } == 8)
    }
}
