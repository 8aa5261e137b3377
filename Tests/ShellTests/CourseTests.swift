import Foundation
import Scripts
import Session
import Support
import Testing

@Suite struct CourseTests {
    @Test func `each lesson needs only earlier ones, and says how long it takes and what it teaches`() throws {
        for (index, lesson) in Lesson.all.enumerated() {
            #expect((5...15).contains(lesson.minutes), "\(lesson.name)")
            #expect(!lesson.teaches.isEmpty && !lesson.searchTerms.isEmpty, "\(lesson.name)")
            for name in lesson.needs {
                let needed = try #require(Lesson.number(named: name), "\(lesson.name) needs \(name)")
                #expect(needed <= index, "\(lesson.name) needs \(name), which comes later")
            }
        }
    }

    @Test func `the map of the course fits a window of 80 columns`() throws {
        let result = try FinishedProgram.shell(["-c", "lesson"], home: try Home())
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == Lesson.all.count + 2)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let line = try #require(lines.first { $0.contains("crossover") })
        #expect(line.contains("12") && line.contains("building blocks"))
    }

    @Test func `a lesson can be started by its name`() throws {
        let home = try Home()
        let result = try FinishedProgram.shell(
            ["-c", "record 'mine.ns'; lesson elites through 1; record off"], home: home)
        #expect(result.output.contains("lesson 4: elites"))
        #expect(result.error == "")
        #expect(
            try String(contentsOfFile: home.path + "/mine.ns", encoding: .utf8)
                .contains("\nlesson 4 from 1 through 1\n"))
    }

    @Test func `the texts of the lessons fit a window of 80 columns`() throws {
        for lesson in Lesson.all {
            var isText = false
            for line in lesson.text.split(separator: "\n", omittingEmptySubsequences: false) {
                var shown = Substring(line)
                for start in ["print '", "print \"", "  print '", "pause '"] where line.hasPrefix(start) {
                    shown = line.dropFirst(start.count)
                    isText = true
                }
                guard isText else { continue }
                let end = shown.firstIndex { $0 == "'" || $0 == "\"" }
                let text = shown[..<(end ?? shown.endIndex)]
                #expect(text.count <= 80, "\(lesson.name): \(text)")
                if end != nil { isText = false }
            }
        }
    }

    @Test func `every question of a lesson is marked`() {
        for lesson in Lesson.all {
            let questions = lesson.text.split(separator: "\nask ", omittingEmptySubsequences: false).dropFirst()
            #expect(!questions.isEmpty, "\(lesson.name)")
            for text in questions {
                // A line that ends with a backslash, or within quotes, continues.
                var quote: Character?
                var last: Character = " "
                let command = text.prefix { character in
                    if character == "\n", quote == nil, last != "\\" { return false }
                    if character == quote {
                        quote = nil
                    } else if quote == nil, "'\"".contains(character) {
                        quote = character
                    }
                    last = character
                    return true
                }
                #expect(command.contains(" expect "), "\(lesson.name): ask \(command)")
            }
        }
    }

    @Test func `a lesson does not repeat a setting that it has just shown`() throws {
        let result = try FinishedProgram.shell(["-c", "lesson 3 through 1"], home: try Home())
        #expect(result.output.contains("\nns> maximize sum(b0..b99)\nns> population size 50"))
    }

    @Test func `a long command continues on the next line, as it could be typed`() {
        let command =
            "population size 200 elitism 1% breeding 100% mutation 0% selection tournament of 3 crossover two_point"
        let lines = LessonText.folded(command: command).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let typed = lines.map { $0.replacing("\\", with: "").trimmingCharacters(in: .whitespaces) }
        #expect(typed.joined(separator: " ") == "ns> " + command)
        #expect(LessonText.folded(command: "evolve 5") == "ns> evolve 5")
    }

    /// The parts that are longer than a window of 24 rows, by lesson and part, each with the report that cannot be
    /// split.
    private static let longerParts: [String: String] = [
        "1.19": "the history of an organism, with a row for each of sixteen genes",
        "2.16": "an experiment with four ways and a goal",
        "4.11": "an experiment with three ways",
        "6.2": "the data, with their classes and a picture of each",
        "6.16": "a training with its mistakes and its curves",
        "7.8": "a training with its mistakes and its curves",
        "10.6": "an experiment with three ways and a goal",
        "12.15": "an experiment with four ways and a goal",
        "14.9": "an experiment with six ways",
        "14.11": "an experiment with four ways",
        "14.13": "an experiment with three ways",
        "15.6": "an experiment with four ways",
        "15.16": "an experiment with two ways, a goal and a warning",
    ]

    /// The parts with a report that cannot be split and is longer than a window on some processors only: the origin of a
    /// network, with a row for each of its mutations.
    private static let longerOnSomeProcessors: Set<String> = ["6.12", "17.10"]

    @Test(
        "in a window of 80 × 24, each part of a lesson fits the window, nothing is cut inside a word, and no pager interrupts",
        arguments: 1...Lesson.all.count)
    func smallWindow(number: Int) throws {
        let terminal = try Terminal.shell(
            home: try Home(), environment: ["PAGER": "sed 's/^/page: /'"], columns: 80, rows: 24)
        try terminal.waitForPrompt()
        let prompt = "lesson \(number)>"
        var seen = terminal.screen.transcript.count
        var answer = prompt.dropLast()[...]
        var part = "the beginning"
        repeat {
            terminal.type(String(answer))
            terminal.press(.enter)
            try terminal.wait(for: "the prompt after \(part)") { screen in
                screen.transcript.count > seen
                    && (screen.cursorLine == prompt || (screen.isAtPrompt && screen.typed == ""))
            }
            // All rows since the last prompt, without the new one.
            let rows = terminal.screen.transcript[seen...].dropLast()
            if let found = rows.compactMap({ $0.firstMatch(of: #/── .*part ([0-9]+) of /#)?.1 }).last {
                part = "\(number).\(found)"
            }
            let isLong = Self.longerParts[part] != nil
            #expect(
                isLong == (rows.count > 23) || Self.longerOnSomeProcessors.contains(part),
                "\(part):\n\(rows.joined(separator: "\n"))")
            // A wrong answer shows most: the hint, or the explanation.
            let advice = rows.last ?? ""
            answer =
                advice.hasPrefix("(type a number")
                ? "1"
                : advice.hasPrefix("(type a letter")
                    ? "a" : advice.hasPrefix("(type a sentence") ? "I guess." : ""
            seen = terminal.screen.transcript.count
        } while terminal.screen.cursorLine == prompt
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("finished lesson \(number)") })
        #expect(!terminal.screen.transcript.contains { $0.hasPrefix("page: ") })
        // A row of pictures fills the window, and the path of the memory is as long as that of the test's folder.
        let mayBeLong = ["▀", "memory.sqlite"]
        #expect(
            terminal.screen.unwrapped.filter { line in
                line.count > 80 && !mayBeLong.contains { line.contains($0) }
            } == [])
        #expect(try terminal.leave() == 0)
    }

    @Test(arguments: [60, 40])
    func `the map folds between words in a narrow window`(columns: Int) throws {
        let terminal = try Terminal.shell(home: try Home(), columns: columns, rows: 60)
        try terminal.enter("lesson")
        let shown = terminal.screen.unwrapped.joined(separator: "\n")
        #expect(terminal.screen.unwrapped.allSatisfy { $0.count <= columns })
        for lesson in Lesson.all {
            #expect(shown.contains(lesson.name), "\(lesson.name)")
            for word in lesson.teaches.split(separator: " ") { #expect(shown.contains(word), "\(word)") }
        }
        #expect(try terminal.leave() == 0)
    }

    @Test func `after a lesson, ns names the next one that is not done`() throws {
        let home = try Home()
        try home.write(#"{"elites": {"isDone": true, "seen": 0}}"#, to: "state/ns/lessons.json")
        let terminal = try Terminal.shell(home: home, rows: 60)
        func next() -> String? { terminal.screen.transcript.last { $0.hasPrefix("next: ") } }
        try terminal.enter("lesson 3 through 1")
        #expect(next() == nil || !(next() ?? "").contains("lesson"))
        try terminal.enter("lesson 3 from 11")
        #expect(next() == "next: lesson 5 (\(Lesson.all[4].title))")
        #expect(try terminal.leave() == 0)
    }
}
