import Foundation
import Session
import Support
import Testing

@Suite struct LessonsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    /// The seeds of each lesson: their number is NS_LESSONS, thirty with `Scripts/test --lessons`.
    private static let seeds = 1...(ProcessInfo.processInfo.environment["NS_LESSONS"].flatMap { Int($0) } ?? 1)

    @Test func `every file in the folder of lessons is a lesson of the program`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Scripts/lessons").sorted()
        #expect(files == Lesson.all.map { $0.name + ".ns" }.sorted())
        for lesson in Lesson.all {
            #expect(!lesson.title.isEmpty)
            let path = "\(Self.root)/Scripts/lessons/\(lesson.name).ns"
            #expect(try String(contentsOfFile: path, encoding: .utf8) == lesson.text)
            #expect(lesson.text.contains("expect "), "\(lesson.name) claims nothing")
        }
    }

    @Test(arguments: 1...Lesson.all.count)
    func `a lesson proves its claims with every seed`(number: Int) throws {
        let home = try Home()
        for seed in Self.seeds {
            let result = try FinishedProgram.shell(
                ["--seed", "\(seed)", "--memory", "none", "-c", "lesson \(number)"], home: home)
            // Standard error also contains progress.
            #expect(!result.error.contains("error: "), "seed \(seed): \(result.error.suffix(300))")
            #expect(result.status == 0, "seed \(seed)")
            let isLast = number == Lesson.all.count
            #expect(result.output.hasSuffix("finished lesson \(number)\(isLast ? ", the last one" : "")\n"))
        }
    }

    @Test func `a lesson continues where it was left, and commands tried in between do not affect it`() throws {
        let terminal = try Terminal.shell(home: try Home(), rows: 60)
        func enter(_ line: String, then seen: String) throws {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(for: "`\(seen)` and the question") { screen in
                screen.cursorLine == "lesson 3>" && screen.lines.contains { $0.contains(seen) }
            }
        }
        try enter("lesson 3", then: "part 1 of 11")
        try enter("evolve 4", then: "generation 5: best")
        try enter("evole", then: "did you mean \"evolve\"?")
        try enter("", then: "part 2 of 11")
        try enter("", then: "generation 16: best")
        terminal.press(.controlD)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.contains { $0.hasPrefix("left lesson 3 in part 3 of 11") })
        // The question that was left is asked again.
        try enter("lesson 3", then: "part 3 of 11")
        try enter("", then: "part 4 of 11")
        // Ctrl-C leaves a question, too.
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.contains { $0.hasPrefix("left lesson 3 in part 4 of 11") })
        try terminal.enter("lesson")
        #expect(terminal.screen.lines.contains { $0.hasSuffix("3/11 parts") })
        #expect(try terminal.leave() == 0)
    }

    @Test func `skip passes a pause like a question`() throws {
        let terminal = try Terminal.shell(home: try Home(), rows: 60)
        for (line, seen) in [("lesson 1", "part 1 of 21"), ("skip", "part 2 of 21"), ("skip", "part 3 of 21")] {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(for: seen) { screen in
                screen.cursorLine == "lesson 1>" && screen.transcript.contains { $0.contains(seen) }
            }
        }
        #expect(!terminal.screen.transcript.contains { $0.contains("unknown command") })
        terminal.press(.controlD)
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test func `a mistake in a lesson of one's own is reported with its file and line`() throws {
        let home = try Home()
        for (line, message) in [
            ("maximise x", "own.ns:3:1: error: unknown command \"maximise\""),
            ("ask 'Why?' expect y", "own.ns:3:1: error: unknown name \"y\""),
            ("expect seed = 2", "own.ns:3:1: error: expected seed = 2, found seed = 1"),
        ] {
            try home.write("# own\ngene x in 0..9\n\(line)\nprint 'end'\n", to: "own.ns")
            let result = try FinishedProgram.shell(["-c", "lesson 'own.ns'"], home: home)
            #expect(result.error.contains(message), "\(line): \(result.error)")
            #expect(result.status == 1)
        }
    }

    @Test func `the map fits a window of 80 columns with the progress, too`() throws {
        let terminal = try Terminal.shell(home: try Home(), rows: 60)
        try terminal.enter("lesson elites from 12")
        terminal.type("lesson elites from 4")
        terminal.press(.enter)
        try terminal.wait(for: "part 4") { $0.cursorLine == "lesson 4>" }
        terminal.press(.controlD)
        try terminal.waitForPrompt()
        try terminal.enter("lesson")
        let line = terminal.screen.lines.first { $0.contains("elites; why one run proves little") }
        #expect(line?.hasSuffix("done 4/12") == true, "\(line ?? "none")")
        #expect(try terminal.leave() == 0)
    }

    @Test func `answer shows the waiting question again, answers it, or shows the prediction that waits for the run`()
        throws
    {
        let home = try Home()
        try home.write(
            """
            # own
            gene x in 0..9
            maximize x
            ask 'How much is 6 × 7?' expect 42 because 'Six rows.'
            ask 'What will the best be?' expect leader within 1 later
            pause 'A pause.'
            evolve 1
            answer
            pause 'Another pause.'
            print 'The end.'
            """, to: "own.ns")
        let terminal = try Terminal.shell(home: home, rows: 60)
        func enter(_ line: String, then seen: String, times: Int = 1) throws {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(for: "`\(seen)` after `\(line)`") { screen in
                screen.cursorLine == "lesson own.ns>" && screen.transcript.count { $0.contains(seen) } == times
            }
        }
        try enter("lesson 'own.ns'", then: "How much is 6 × 7?")
        try enter("answer", then: "How much is 6 × 7?", times: 2)
        try enter("answer many", then: "expected a number; Return passes")
        try enter("answer 42", then: "right: 42")
        try enter("answer 5", then: "noted: 5")
        try enter("answer", then: "Your prediction: 5. The lesson compares it with the run")
        // The prediction is still compared with the lesson's own run.
        try enter("", then: "your answer: 5")
        try enter("answer", then: "answers: 1 of 2 right")
        terminal.press(.controlD)
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test func `after another command, the question that waits is shown in short`() throws {
        let home = try Home()
        try home.write(
            """
            # own
            gene x in 0..9
            maximize x
            ask 'A sentence before it. How much is 6 × 7?' expect 42
            pause 'A pause.'
            ask 'Which?' choices 'one', 'two', 'three' expect 'two'
            print 'The end.'
            """, to: "own.ns")
        let terminal = try Terminal.shell(home: home, rows: 60)
        func enter(_ line: String, then seen: String) throws {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(for: "`\(seen)` after `\(line)`") { screen in
                screen.cursorLine == "lesson own.ns>" && screen.transcript.contains { $0.contains(seen) }
            }
        }
        try enter("lesson 'own.ns'", then: "Return passes, Ctrl-D leaves")
        try enter("genes", then: "(still asked: How much is 6 × 7? – type a number; `answer` shows the whole")
        try enter("x", then: "expected a number; Return passes")
        try enter("42", then: "A pause.")
        try enter("b", then: "no question waits for an answer here; Return continues")
        try enter("", then: "c) three")
        try enter("genes", then: "(still asked: Which? – type a letter, a to c; `answer` shows the whole question)")
        terminal.press(.controlD)
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test func `students with other seeds have other answers in lesson 4`() throws {
        var answers: Set<[String]> = []
        for student in 1...3 {
            let home = try Home()
            _ = try FinishedProgram.shell(
                ["--quiet", "--memory", "none", "-c", "class \(student); export solution 's.md' lesson 4"], home: home)
            let text = try String(contentsOfFile: home.path + "/s.md", encoding: .utf8)
            answers.insert(text.split(separator: "\n").filter { $0.contains("Answer:") }.map(String.init))
        }
        #expect(answers.count == 3 && answers.allSatisfy { $0.count > 3 })
    }

    @Test func `a lesson is one command for undo and record`() throws {
        let home = try Home()
        let commands =
            "seed 5; record 'mine.ns'; lesson 4 through 2; undo; expect generation = 0; lesson 4 through 2; "
            + "expect generation = 41; expect falls > 0"
        let result = try FinishedProgram.shell(["-c", commands], home: home)
        #expect(result.error == "")
        let record = try String(contentsOfFile: home.path + "/mine.ns", encoding: .utf8)
        #expect(record.contains("\nlesson 4 from 1 through 2\n"))
        #expect(!record.contains("evolve"))
    }
}
