import Foundation
import Support
import Testing

@Suite struct AnswersTests {
    private static let questions = """
        ask 'How much is 6 × 7?' expect 42 hint 'More than 41.' because 'Six rows of seven.'
        ask 'Which?' choices 'one', 'two' expect 'two'
        ask 'Why?'
        """

    @Test func `without a terminal, questions are shown and skipped`() throws {
        let home = try Home()
        let script = try home.write(Self.questions, to: "quiz.ns")
        let result = try FinishedProgram.shell([script], home: home)
        #expect(result.output == "How much is 6 × 7?\nWhich?\n  a) one\n  b) two\nWhy?\n")
        #expect(result.status == 0)
    }

    @Test func `a file answers the questions in their order`() throws {
        let home = try Home()
        let script = try home.write(Self.questions, to: "quiz.ns")
        let answers = try home.write("41\r\nB\r\nbecause\r\n", to: "answers.txt")
        let result = try FinishedProgram.shell(["--answers", answers, script], home: home)
        #expect(result.output.contains("wrong: 42 (your answer: 41)\nSix rows of seven.\n"))
        #expect(result.output.contains("right: two\n"))
        #expect(result.status == 0)
        let wrong = try home.write("many\n", to: "answers.txt")
        let failed = try FinishedProgram.shell(["--answers", wrong, script], home: home)
        #expect(failed.error.contains("answers.txt:1: expected a number, found \"many\"; an empty line passes"))
        #expect(failed.status == 1)
        let missing = try FinishedProgram.shell(["--answers", home.path + "/none.txt", script], home: home)
        #expect(missing.error.contains("none.txt") && missing.status != 0)
    }

    @Test func `answers are kept for later sessions`() throws {
        let home = try Home()
        let script = try home.write(Self.questions, to: "quiz.ns")
        let answers = try home.write("42\n\nbecause\n", to: "answers.txt")
        _ = try FinishedProgram.shell(["--answers", answers, script], home: home)
        let score = try FinishedProgram.shell(["-c", "answer; export answers '\(home.path)/mine.csv'"], home: home)
        #expect(score.output.hasPrefix("answers: 1 of 2 right, 1 not marked, 1 passed\n"))
        let file = try String(contentsOfFile: home.path + "/mine.csv", encoding: .utf8)
        #expect(file.split(whereSeparator: \.isNewline).count == 4)
    }
}
