import CommandLanguage
import Commands
import Foundation
import Reports
import Session
import SessionState
import Support
import Testing

@Suite struct ClassTests {
    private static let lesson = """
        # six times seven
        print 'A lesson of two parts.'
        ask 'How much is 6 × 7?' expect 42 hint 'More than 41.' because 'Six rows of seven.'
        print 'Now a function.'
        gene x in 0..9
        maximize x
        population size 4
        ask 'What will the best be?' expect leader within 1 later
        evolve 2
        answer
        ask 'Why?'
        """

    /// Gives the lesson to a student who answers with these lines, and returns the file of answers.
    private func answers(of student: String, _ lines: [String], in folder: TemporaryFolder) async throws -> String {
        try folder.write(Array(Self.lesson.utf8), to: "six.ns")
        try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "lines.txt")
        let talking = Talking()
        try await talking.say(student)
        talking.session.answerLines = try AnswerLines(path: folder.path + "/lines.txt")
        try await talking.say("lesson '\(folder.path)/six.ns'")
        let name = "answers\(UUID().uuidString).csv"
        try await talking.say("export answers '\(folder.path)/\(name)'")
        return "\(folder.path)/\(name)"
    }

    @Test func `two students with one number on one computer keep their own answers`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(Self.lesson.utf8), to: "six.ns")
        func file(of student: String, _ answer: String) async throws -> String {
            try folder.write(Array("\(answer)\n".utf8), to: "lines.txt")
            let session = Session(commands: Commands.table(), processors: 2, answers: folder.path + "/answers.json")
            let talking = Talking(session: session)
            try await talking.say("class 5 name '\(student)'")
            session.answerLines = try AnswerLines(path: folder.path + "/lines.txt")
            try await talking.say("lesson '\(folder.path)/six.ns'")
            try await talking.say("export answers '\(folder.path)/\(student).csv'")
            return try String(contentsOfFile: "\(folder.path)/\(student).csv", encoding: .utf8)
        }
        let first = try await file(of: "Donald", "42")
        let second = try await file(of: "Eve", "7")
        #expect(first.contains("Donald") && first.contains(",42,42,1,1,"), "\(first)")
        #expect(second.contains("Eve") && !second.contains("Donald") && second.contains(",7,42,0,1,"), "\(second)")
    }

    @Test func `each student has their own progress in a lesson`() async throws {
        let folder = try TemporaryFolder()
        func done(by student: String, _ commands: String = "") async throws -> String {
            let talking = Talking(
                session: Session(commands: Commands.table(), processors: 2, lessons: folder.path + "/lessons.json"))
            try await talking.say("class 5 name '\(student)'\n\(commands)")
            return try #require(try await talking.table("lesson").first?.last)
        }
        #expect(try await done(by: "Ada", "lesson 1 through 2") == "2/21 parts")
        #expect(try await done(by: "Eve") == "")
        #expect(try await done(by: "Ada") == "2/21 parts")
    }

    @Test func `a file without answers is reported, and is no student`() async throws {
        let folder = try TemporaryFolder()
        let whole = try await answers(of: "class 1", ["42", "9", "So"], in: folder)
        let header = try String(contentsOfFile: whole, encoding: .utf8).prefix { !$0.isNewline }
        try folder.write(Array("\(header)\n".utf8), to: "empty.csv")
        let (empty, path) = ("\(folder.path)/empty.csv", "\(folder.path)/class.csv")
        try folder.write(Array("Ada\nGrace\n".utf8), to: "names.txt")
        let reports = try await Talking().say(
            "collect answers '\(whole)', '\(empty)' from '\(folder.path)/names.txt' to '\(path)'")
        #expect(
            reports.contains { if case .warning(let text) = $0 { text == "\(empty) has no answers" } else { false } })
        // The absent student has a row, too.
        guard case .written(_, "2 students")? = reports.last else {
            Issue.record("\(reports)")
            return
        }
    }

    @Test func `a student's number is the seed, and a lesson keeps both`() async throws {
        let talking = Talking()
        try await talking.say("class 17 name '  Ada   Lovelace '")
        #expect(
            try await talking.say("class").contains {
                if case .printed("student 17 Ada Lovelace; seed 17") = $0 { true } else { false }
            })
        #expect(await talking.error("expect seed = 17") == nil)
        try await talking.say("lesson 4 through 1")
        #expect(await talking.error("expect seed = 17") == nil)
        #expect(
            await talking.error("class 17 name 'A' from 'b.txt'")
                == "the name is given twice; leave out `name` or `from`")
        #expect(await talking.error("class 0") != nil)
    }

    @Test(arguments: [
        "Ada\nGrace\n", "Ada\r\nGrace\r\n", "\u{FEFF}Ada\nGrace", "number,name\n1,Ada\n2,Grace\n", "name\nAda\nGrace\n",
    ])
    func `names come from a list or a table`(text: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: "names.csv")
        let talking = Talking()
        let reports = try await talking.say("class 2 from '\(folder.path)/names.csv'")
        #expect(reports.contains { if case .message("student 2 Grace; seed 2", _) = $0 { true } else { false } })
        let error = await talking.error("class 3 from '\(folder.path)/names.csv'")
        #expect(error == "there is no student 3 in \(folder.path)/names.csv, which has 2 names")
    }

    @Test func `the answers of a class become one table`() async throws {
        let folder = try TemporaryFolder()
        let first = try await answers(of: "class 1 name '=HYPERLINK(1)'", ["42", "9", "=1+1"], in: folder)
        let second = try await answers(
            of: "class 2 name 'O''Brien, \"Pat\"'".replacing("''", with: ""), ["41", "", "a, \"b\"; c"], in: folder)
        let talking = Talking()
        let reports = try await talking.say("collect answers '\(first)', '\(second)' to '\(folder.path)/class.csv'")
        let table = try #require(reports.compactMap { if case .table(let table) = $0 { table } else { nil } }.first)
        #expect(table.title.hasPrefix("2 students, "))
        #expect(table.table.rows.contains { $0.prefix(3) == ["six 1", "1", "1"] && $0[6] == "1 × 41" })
        // The second question was passed by one of the two, and the share is of both.
        #expect(table.table.rows.contains { $0[0] == "six 2" && $0[3] == "1" && ["0%", "50%"].contains($0[5]) })
        #expect(table.table.rows.contains { $0 == ["six 3", "–", "–", "0", "0", "–", ""] })
        let csv = try String(contentsOfFile: folder.path + "/class.csv", encoding: .utf8)
        // A spreadsheet must not run names or answers.
        #expect(csv.contains("'=HYPERLINK(1)") && csv.contains("'=1+1"))
        #expect(csv.contains("\"a, \"\"b\"\"; c\""))
        let lines = csv.split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("student,name,seed,right,wrong,passed,missing,questions,share,"))
        #expect(lines[1].hasPrefix("1,"))
    }

    @Test func `with the list of names, the table has the students without a file, too`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("Grace\nAda  Lovelace\nAlan\n".utf8), to: "names.txt")
        let file = try await answers(of: "class 2 name 'Ada Lovelace'", ["42", "9", "so"], in: folder)
        let wrong = try await answers(of: "class 3 name 'Kurt'", ["42", "9", "so"], in: folder)
        let other = try await answers(of: "class 4", ["42", "9", "so"], in: folder)
        let talking = Talking()
        let reports = try await talking.say(
            "collect answers '\(file)', '\(wrong)', '\(other)' from '\(folder.path)/names.txt' to '\(folder.path)/class.csv'"
        )
        let messages = reports.compactMap { if case .message(let text, _) = $0 { text } else { nil } }
        #expect(messages == ["no file from 1 student: 1 Grace"])
        let warnings = reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        #expect(
            warnings == [
                "\(wrong): student 3 is Kurt, but Alan in \(folder.path)/names.txt",
                "\(other): there is no student 4 in \(folder.path)/names.txt",
            ])
        let lines = try String(contentsOfFile: folder.path + "/class.csv", encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == 5)
        #expect(lines[1].hasPrefix("1,Grace,,0,0,0,2,2,0,"))
        #expect(lines[2].hasPrefix("2,Ada Lovelace,2,"))
    }

    private static let header = "student,name,seed,lesson,number,question,answer,expected,right,marked,tries,chance\n"

    /// Collects files with these rows below the header.
    private func collected(
        _ files: [String], in folder: TemporaryFolder
    ) async throws -> (lines: [Substring], table: TableReport, warnings: [String]) {
        for (index, rows) in files.enumerated() {
            try folder.write(Array((Self.header + rows).utf8), to: "answers-\(index).csv")
        }
        let reports = try await Talking().say(
            "collect answers '\(folder.path)/answers-*.csv' to '\(folder.path)/class.csv'")
        let table = try #require(reports.compactMap { if case .table(let table) = $0 { table } else { nil } }.first)
        let csv = try String(contentsOfFile: folder.path + "/class.csv", encoding: .utf8)
        return (
            csv.split(separator: "\r\n"), table,
            reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        )
    }

    @Test func `two files of one student count once, and the first answer to each question counts`() async throws {
        let folder = try TemporaryFolder()
        let guess = "1,Ada,1,six,,guess elites after 4 evaluations,3,,1,1,1,0.25\n"
        let (lines, table, warnings) = try await collected(
            [
                "1,Ada,1,six,1,Q,7,42,0,1,1,\n1,Ada,1,six,2,R,,5,0,1,0,\n" + guess,
                "1,Ada,1,six,1,Q,42,42,1,1,1,\n1,Ada,1,six,2,R,5,5,1,1,1,\n" + guess,
                "2,Eve,2,six,1,Q,42,42,1,1,1,\n",
            ], in: folder)
        #expect(
            warnings == [
                "student 1 is in \(folder.path)/answers-0.csv and in \(folder.path)/answers-1.csv; both count as one file, "
                    + "with the first answer to each question"
            ])
        #expect(lines.count == 3)
        // The answer 5 replaces that the question was passed; the guess counts once.
        #expect(lines[1].hasPrefix("1,Ada,1,1,1,0,0,2,0.5000,1,1,0.2500,7,wrong,5,right,"))
        #expect(lines[2].hasPrefix("2,Eve,2,1,0,0,1,2,0.5000,0,0,0,42,right,,missing,"))
        #expect(table.title.hasPrefix("2 students, 2 marked questions: 2 of 4 answers right"))
        #expect(
            table.table.rows.map { Array($0.prefix(6)) } == [
                ["six 1", "1", "1", "0", "0", "50%"], ["six 2", "1", "0", "0", "1", "50%"],
            ])
    }

    @Test func `two students with one number are both in the table`() async throws {
        let folder = try TemporaryFolder()
        let (lines, _, warnings) = try await collected(
            ["1,Ada,1,six,1,Q,7,42,0,1,1,\n", "1,Eve,1,six,1,Q,42,42,1,1,1,\n"], in: folder)
        #expect(lines.count == 3)
        #expect(
            warnings == [
                "student 1 is Ada in \(folder.path)/answers-0.csv, but Eve in \(folder.path)/answers-1.csv; both are in the "
                    + "table"
            ])
    }

    @Test func `the questions of a lesson that nobody reached count, too`() async throws {
        let folder = try TemporaryFolder()
        let lesson = try #require(Lesson.all.first { $0.name == "elites" })
        let count = lesson.text.split(separator: "\nask ").count - 1
        let (lines, table, _) = try await collected(["1,Ada,1,elites,1,Q,yes,yes,1,1,1,\n"], in: folder)
        #expect(lines[1].hasPrefix("1,Ada,1,1,0,0,\(count - 1),\(count),"))
        #expect(table.table.rows.count == count)
    }

    @Test func `the evaluations that a student exports have number and name`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        let search = "gene x in 1..9; maximize x; population size 2; evolve 1"
        try await talking.say("\(search); export csv '\(folder.path)/without.csv'; class 7 name '=Ada'; evolve 1")
        try await talking.say("export csv '\(folder.path)/with.csv'; export json '\(folder.path)/with.json'")
        func lines(_ name: String) throws -> [Substring] {
            try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8).split(whereSeparator: \.isNewline)
        }
        #expect(try lines("without.csv")[0].hasSuffix("from_memory"))
        #expect(try lines("with.csv")[0].hasSuffix("from_memory,student,name,seed"))
        #expect(try lines("with.csv")[1].hasSuffix(",7,'=Ada,7"))
        #expect(try lines("with.json")[1].contains("\"student\":7") || lines("with.json")[1].contains("\"student\": 7"))
    }

    @Test func `a file that is not one of answers is an error, and writes nothing`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("x,y\n1,2\n".utf8), to: "other.csv")
        let talking = Talking()
        let path = folder.path + "/class.csv"
        #expect(
            await talking.error("collect answers '\(folder.path)/*.csv' to '\(path)'")
                == "\(folder.path)/other.csv has no column student; `export answers` writes such files")
        #expect(
            await talking.error("collect answers '\(folder.path)/*.tsv'")
                == "no file matches \(folder.path)/*.tsv; students write their answers with `export answers`")
        #expect(!FileManager.default.fileExists(atPath: path))
        let header = "student,name,seed,lesson,number,question,answer,expected,right,marked,tries,chance\n"
        try folder.write(Array((header + "1,A,1,six,1,Q,a,b,9,1,1,\n").utf8), to: "other.csv")
        #expect(
            await talking.error("collect answers '\(folder.path)/other.csv'")
                == "\(folder.path)/other.csv:2: more answers are right than are marked")
    }

    /// Numbers as a stranger may write them.
    @Test(arguments: [
        "-9223372036854775808", "9223372036854775807", "0", "-1", "1e308", "nan", "\u{1B}]52;c;QQ==\u{7}", "",
    ])
    func `an answers file of a stranger is data, whatever its student is`(student: String) async throws {
        let folder = try TemporaryFolder()
        let header = "student,name,seed,lesson,number,question,answer,expected,right,marked,chance,tries\n"
        let rows =
            "\(student),\u{1B}[31mEve,1,six,1,q,'\u{301},a,0,1,,1\n\(student),Eve,1,six,,breed,,,1,2,1e308,1\n"
            + "\(student),Eve,1,six,,breed,,,1,2,1e308,1\n\(student),Eve,1,six,,mutate,,,1,2,nan,1\n"
        try folder.write(Array((header + rows).utf8), to: "a.csv")
        try folder.write(Array("Ada\nBob\n".utf8), to: "names.txt")
        let talking = Talking()
        let reports = try await talking.say(
            "collect answers '\(folder.path)/a.csv' from '\(folder.path)/names.txt' to '\(folder.path)/class.csv'")
        let warnings = reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        #expect(warnings.contains { $0.contains(student.isEmpty ? "has no student" : "there is no student") })
        #expect(FileManager.default.fileExists(atPath: folder.path + "/class.csv"))
    }

    @Test func `a file with other rows than answers makes no table of millions of cells`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<5_000).map { "\($0),x,\($0),l,\($0),q,a,a,1,1,,1\n" }
        let header = "student,name,seed,lesson,number,question,answer,expected,right,marked,chance,tries\n"
        try folder.write(Array((header + rows.joined()).utf8), to: "a.csv")
        let error = await Talking().error("collect answers '\(folder.path)/a.csv' to '\(folder.path)/class.csv'")
        #expect(error?.contains("too many") == true)
        #expect(folder.names == ["a.csv"])
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "0"])
    func `a lesson with an impossible number is an error`(number: String) async throws {
        let folder = try TemporaryFolder()
        let error = await Talking().error("export worksheet '\(folder.path)/w.md' lesson \(number)")
        #expect(error?.contains("there is no lesson") == true)
    }

    @Test func `a worksheet has the questions without answers, a solution with them`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(Self.lesson.utf8), to: "six.ns")
        let talking = Talking()
        let before = try await talking.say(
            "class 3 name 'Ada <b>'; seed; export worksheet '\(folder.path)/w.md' lesson '\(folder.path)/six.ns'")
        #expect(!before.isEmpty)
        try await talking.say("export solution '\(folder.path)/s.md' lesson '\(folder.path)/six.ns'")
        try await talking.say("export page '\(folder.path)/p.html' lesson '\(folder.path)/six.ns'")
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        }
        let (worksheet, solution, page) = (try text("w.md"), try text("s.md"), try text("p.html"))
        #expect(worksheet.contains("**Question 1.** How much is 6 × 7?") && worksheet.contains("evolve 2"))
        #expect(!worksheet.contains("42") && !worksheet.contains("Six rows"))
        #expect(worksheet.contains("3 Ada \\<b\\>"))
        #expect(solution.contains("Answer: **42**") && solution.contains("Six rows of seven"))
        #expect(solution.contains("within 1"))
        #expect(
            page.contains("data-answer=\"42\"") && page.contains("data-lesson=\"six\"")
                && page.contains("Ada &lt;b&gt;"))
        // The session remains as it was.
        #expect(await talking.error("expect generation = 0") == nil)
        #expect(
            await talking.error("export page '\(folder.path)/p.md' lesson 1")
                == "a page needs a file that ends with .html; write `solution` for others")
        #expect(
            await talking.error("export worksheet '\(folder.path)/w.txt' lesson 1")?.contains(
                "expected a file that ends with .md, .html or .pdf") == true)
        #expect(
            await talking.error("export worksheet '\(folder.path)/v.md'")
                == "a worksheet is made from a lesson; add `lesson 1`, or the file of your own")
        #expect(
            await talking.error("export worksheet '\(folder.path)/v.md' lesson 999")?.contains(
                "there is no lesson \"999\"") == true)
    }

    @Test(
        "a misspelled name of a lesson suggests the nearest one",
        arguments: ["lesson", "export worksheet 'w.md' lesson"])
    func misspelledLesson(command: String) async throws {
        let talking = Talking()
        for (typed, meant) in [("crosover", "crossover"), ("ELITS", "elites"), ("one_maxx", "one_max")] {
            let error = await talking.error("\(command) \(typed)") ?? ""
            #expect(error.contains("there is no lesson \"\(typed)\"") && error.contains("did you mean \"\(meant)\"?"))
        }
        let error = await talking.error("\(command) xyzzy") ?? ""
        #expect(error.contains("there is no lesson \"xyzzy\"") && !error.contains("did you mean"))
    }

    @Test func `the fraction of right answers is rounded, and is 100% only if all are right`() async throws {
        let folder = try TemporaryFolder()
        let header = "student,name,seed,lesson,number,question,answer,expected,right,marked,tries,chance\n"
        for student in 1...6 {
            let row = "\(student),A,\(student),six,1,Q,a,b,\(student == 1 ? 0 : 1),1,1,\n"
            try folder.write(Array((header + row).utf8), to: "answers-\(student).csv")
        }
        let reports = try await Talking().say("collect answers '\(folder.path)/answers-*.csv'")
        let table = try #require(reports.compactMap { if case .table(let table) = $0 { table } else { nil } }.first)
        #expect(table.table.rows[0][5] == "83.3%")
    }
}
