import Arithmetic
import CommandLanguage
import DataSources
import FileWriting
import Foundation
import Notation
import Platform
import Reports

extension CollectCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let paths = try session.files(matching: patterns)
        var marks = ClassMarks()
        for path in paths {
            do {
                try marks.add(try TextTable(path: path), of: path, check: session.checkInterruption(at:))
            } catch let error as DataError {
                throw .failed(error.description)
            } catch let error as SessionError {
                throw error
            } catch {
                throw .failed("\(error)")
            }
        }
        if let list {
            marks.add(try ListOfNames.read(session.locate(list)), of: list)
            if let missing = marks.missing { context.report(.message(missing)) }
        }
        for warning in marks.warnings { context.report(.warning(warning)) }
        guard let path else { return .table(marks.questionsTable) }
        let target = Session.expanded(path)
        try session.permit(target, replaces: replaces, context)
        let csv = try marks.csv(check: session.checkInterruption(at:))
        do { try AtomicFile(target).write(Data(csv.utf8)) } catch { throw .failed(error.description) }
        context.report(.table(marks.questionsTable))
        return .written(path: target, what: Numbers.counted(marks.students.count, "student"))
    }
}

extension Session {
    /// Returns the files that some patterns match, each once, in the order of their names.
    ///
    /// - Throws: `.unusable` if a pattern matches no file.
    fileprivate func files(matching patterns: [String]) throws(SessionError) -> [String] {
        var found: [String] = []
        for pattern in patterns {
            let path = Session.expanded(pattern)
            guard pattern.contains(where: { "*?[".contains($0) }) else {
                found.append(path)
                continue
            }
            var matches = glob_t()
            defer { globfree(&matches) }
            guard glob(path, 0, nil, &matches) == 0 else { throw .noFiles(pattern) }
            for index in 0..<Int(matches.gl_pathc) {
                if let name = matches.gl_pathv[index] { found.append(String(cString: name)) }
            }
        }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// The answers of a class.
struct ClassMarks {
    /// A question of a lesson.
    struct Question: Hashable {
        let lesson: String
        let number: Int
        let text: String
        /// The name of its column: `one_max 3`.
        var title: String { "\(lesson) \(number)" }
    }

    /// The answer of one student.
    struct Answer {
        let text: String
        let right: Int
        let marked: Int

        var isPassed: Bool { text.isEmpty }
        /// The mark: `right`, `wrong` or `passed`; nil for an answer that is not marked.
        var mark: String? { isPassed ? "passed" : marked == 0 ? nil : right >= marked ? "right" : "wrong" }
    }

    /// The answers of one file.
    struct Row {
        let student: String
        let name: String
        let seed: String
        let file: String
        var answers: [Question: Answer] = [:]
        /// The right and all guesses about phases, and the number that is right by chance.
        var guesses: (right: Int, count: Int, chance: Double) = (0, 0, 0)

        var right: Int { answers.values.reduce(0) { $0 + $1.right } }
        var marked: Int { answers.values.reduce(0) { $0 + $1.marked } }
        var passed: Int { answers.values.count { $0.isPassed } }
    }

    private(set) var students: [Row] = []
    /// The first file of each student.
    private var files: [String: String] = [:]
    private(set) var warnings: [String] = []
    /// The students without a file.
    private var absent: [Row] = []
    private var questions: Set<Question> = []

    /// Adds the answers of a file.
    ///
    /// - Parameter check: Ends the reading if the user wants to stop it; gets the number of each row.
    /// - Throws: `.unusable` if `export answers` did not write it, or a number in it is none; `.interrupted`
    mutating func add(
        _ table: TextTable, of path: String, check: (Int) throws(SessionError) -> Void
    ) throws(SessionError) {
        let missing = AnswersFile.columns.filter { !table.header.contains($0) }
        guard missing.isEmpty else { throw .notAnswers(path, missing: missing[0]) }
        let columns = Dictionary(table.header.enumerated().map { ($1, $0) }) { first, _ in first }
        var added: [String: Int] = [:]
        for (row, line) in table.rows.enumerated() {
            try check(row)
            func cell(_ name: String) -> String { columns[name].map { CSVText.unguarded(line.fields[$0]) } ?? "" }
            func number(_ name: String) throws(SessionError) -> Int {
                guard let number = Int(cell(name)), (0...1_000_000).contains(number) else {
                    throw .notCount(cell(name), column: name, path: path, line: line.line)
                }
                return number
            }
            let student = cell("student")
            let index: Int
            if let known = added[student] {
                index = known
            } else {
                index = students.count
                note(student: student, name: cell("name"), seed: cell("seed"), path: path)
                students.append(Row(student: student, name: cell("name"), seed: cell("seed"), file: path))
                added[student] = index
            }
            let (right, marked) = (try number("right"), try number("marked"))
            guard right <= marked || marked == 0 else { throw .moreRightThanMarked(path, line: line.line) }
            if cell("number").isEmpty {
                let chance = Double(cell("chance")) ?? 0
                students[index].guesses.right += right
                students[index].guesses.count += marked
                students[index].guesses.chance += chance.isFinite ? chance : 0
            } else {
                let question = Question(lesson: cell("lesson"), number: try number("number"), text: cell("question"))
                questions.insert(question)
                students[index].answers[question] = Answer(text: cell("answer"), right: right, marked: marked)
            }
        }
    }

    /// Adds the students of a list without a file, and a warning for each name or number that differs from the list.
    mutating func add(_ names: [String], of path: String) {
        for student in students where !student.student.isEmpty {
            guard let number = Int(student.student), let name = names.numbered(number) else {
                warnings.append("\(student.file): there is no student \(student.student) in \(path)")
                continue
            }
            let listed = ListOfNames.words(name)
            if !student.name.isEmpty, ListOfNames.words(student.name) != listed {
                warnings.append(
                    "\(student.file): student \(number) is \(student.name), but \(name) in \(path)")
            }
        }
        let known = Set(students.map(\.student))
        for (index, name) in names.enumerated()
        where !known.contains("\(index + 1)") && !ListOfNames.words(name).isEmpty {
            absent.append(Row(student: "\(index + 1)", name: name, seed: "", file: ""))
        }
    }

    /// The students of the list without a file, in a sentence; nil for none.
    var missing: String? {
        guard !absent.isEmpty else { return nil }
        let all = absent.map { "\($0.student) \($0.name)" }.joined(separator: ", ")
        return "no file from \(Numbers.counted(absent.count, "student")): \(all)"
    }

    private mutating func note(student: String, name: String, seed: String, path: String) {
        if student.isEmpty {
            warnings.append("\(path) has no student; `class N` before `export answers` writes one")
        } else {
            if let other = files[student] {
                warnings.append("student \(student) is in \(other) and in \(path); both are in the table")
            } else {
                files[student] = path
            }
            if seed != student { warnings.append("\(path): student \(student) worked with seed \(seed)") }
        }
    }

    private var sortedQuestions: [Question] {
        let order = Dictionary(Lesson.all.enumerated().map { ($1.name, $0) }) { first, _ in first }
        return questions.sorted { left, right in
            let (mine, theirs) = (order[left.lesson] ?? .max, order[right.lesson] ?? .max)
            return (mine, left.lesson, left.number, left.text) < (theirs, right.lesson, right.number, right.text)
        }
    }

    private var sortedStudents: [Row] {
        (students + absent).enumerated().sorted { left, right in
            let (mine, theirs) = (Int(left.element.student) ?? .max, Int(right.element.student) ?? .max)
            return (mine, left.offset) < (theirs, right.offset)
        }.map(\.element)
    }

    /// The maximum number of answers in a table: a file may hold as many questions as it has rows.
    private static let mostCells = 20_000_000

    /// Returns a table with a row for each student.
    ///
    /// - Parameter check: Ends the writing if the user wants to stop it; gets the number of each row.
    /// - Throws: `.unusable` if there are too many questions for so many students; `.interrupted`
    func csv(check: (Int) throws(SessionError) -> Void) throws(SessionError) -> String {
        var text = CSVText()
        let all = sortedQuestions
        guard (students.count + absent.count).multipliedSaturated(by: all.count) <= Self.mostCells else {
            throw .tooManyAnswers(students: students.count + absent.count, questions: all.count)
        }
        text.add(
            ["student", "name", "seed", "right", "marked", "passed", "guesses_right", "guesses", "guesses_by_chance"]
                + all.flatMap { [$0.title, "\($0.title) mark"] } + ["file"])
        for (row, student) in sortedStudents.enumerated() {
            // A row may have thousands of cells.
            try check(all.count > 100 ? 0 : row)
            text.add(
                [
                    student.student, student.name, student.seed, "\(student.right)", "\(student.marked)",
                    "\(student.passed)", "\(student.guesses.right)", "\(student.guesses.count)",
                    Numbers.score(student.guesses.chance),
                ]
                    + all.flatMap { question in
                        let answer = student.answers[question]
                        return [answer?.text ?? "", answer?.mark ?? ""]
                    } + [student.file])
        }
        return text.text
    }

    /// A table with a row for each question, the hardest first.
    var questionsTable: TableReport {
        let rows = sortedQuestions.map { question -> (share: Double, cells: [String]) in
            let answers = students.compactMap { $0.answers[question] }
            let given = answers.filter { !$0.isPassed }
            let marked = given.filter { $0.marked > 0 }
            let right = marked.count { $0.right >= $0.marked }
            let wrong = Dictionary(marked.filter { $0.right < $0.marked }.map { ($0.text, 1) }, uniquingKeysWith: +)
            let frequent = wrong.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return (
                marked.isEmpty ? 2 : Double(right) / Double(marked.count),
                [
                    question.title, "\(answers.count)", "\(answers.count - given.count)",
                    marked.isEmpty ? "–" : "\(right)",
                    marked.isEmpty ? "–" : Numbers.chance(Double(right) / Double(marked.count)),
                    frequent.map { "\($0.value) × \(Self.short($0.key))" } ?? "",
                ]
            )
        }.enumerated().sorted { ($0.element.share, $0.offset) < ($1.element.share, $1.offset) }.map(\.element.cells)
        let (right, marked) = students.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.marked) }
        return TableReport(
            title: "\(Numbers.counted(students.count, "student")), \(right) of \(marked) answers right; the hardest "
                + "questions first",
            table: Table(
                columns: [
                    .init("question"), .init("students", .right), .init("passed", .right), .init("right", .right),
                    .init("share", .right), .init("most frequent wrong answer"),
                ], rows: rows))
    }

    private static func short(_ text: String) -> String { text.count > 24 ? text.prefix(23) + "…" : text }
}
