import Commands
import Foundation
import Messages
import Reports
import Session
import Support
import Testing

@Suite struct KeptAnswersTests {
    @Test func `questions at the prompt have numbers of their own`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/answers.json"
        func number(_ question: String, in talking: Talking) async throws -> Int? {
            let reports = try await talking.say("ask '\(question)' expect 4", answer: "5")
            return reports.compactMap { if case .question(let question) = $0 { question.number } else { nil } }.first
        }
        let first = Talking(session: Session(commands: Commands.table(), processors: 2, answers: path))
        #expect(try await number("How many?", in: first) == 1)
        #expect(try await number("How much?", in: first) == 2)
        #expect(try await number("How many?", in: first) == 1)
        let second = Talking(session: Session(commands: Commands.table(), processors: 2, answers: path))
        #expect(try await number("How long?", in: second) == 3)
        #expect(try await number("How much?", in: second) == 2)
    }

    @Test func `forgotten answers can be given again, and those of others remain`() async throws {
        let talking = Talking()
        let script = "ask 'How much is 6 × 7?' expect 42"
        try await talking.answers(script, lines: ["41"])
        try await talking.say("class 3 name 'Ada'")
        try await talking.answers(script, lines: ["40"])
        // At a terminal, only yes deletes.
        await #expect(throws: SessionError.self) { try await talking.say("forget answers", answer: "no") }
        func messages(_ text: String, answer: String? = nil) async throws -> [String] {
            try await talking.say(text, answer: answer).compactMap {
                if case .message(let text, _) = $0 { text } else { nil }
            }
        }
        #expect(try await messages("answer") == ["answers: 0 of 1 right"])
        #expect(try await messages("forget answers", answer: "yes") == ["1 answer of student 3 Ada deleted"])
        #expect(try await messages("forget answers") == ["there are no answers to delete"])
        #expect(try await talking.answers(script, lines: ["42"]).map(\.isCounted) == [true])
        #expect(try await messages("class off; answer").last == "answers: 0 of 1 right")
    }

    @Test func `guesses of a script that fails are not kept`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        let script = "gene b0..b11 in 0, 1; maximize sum(b0..b11); population size 10 elitism 10%; step; guess elites 0"
        await #expect(throws: SessionError.self) {
            try await talking.answers("\(script); expect fittest > 99", lines: [])
        }
        func guesses() async throws -> Int {
            try await talking.say("export answers '\(folder.path)/answers.csv' replace")
            return try String(contentsOfFile: folder.path + "/answers.csv", encoding: .utf8)
                .components(separatedBy: "guess elites").count - 1
        }
        #expect(try await guesses() == 0)
        try await talking.answers("reset; step; guess elites 0", lines: [])
        #expect(try await guesses() == 1)
    }
}
