import CommandLanguage
import CommandParsing
import DataSources
import Messages
import Notation
import Reports
import Session
import Teaching

/// The answers of a class.
struct ClassMarks {
    /// The answer of one student.
    struct Answer {
        let text: String
        let right: Int
        let marked: Int

        var isPassed: Bool { text.isEmpty }
        var isRight: Bool { !isPassed && marked > 0 && right >= marked }
        var isWrong: Bool { !isPassed && right < marked }
        /// The mark: `right`, `wrong` or `passed`; empty for an answer that is not marked.
        var mark: String { isPassed ? "passed" : marked == 0 ? "" : isRight ? "right" : "wrong" }
    }

    /// The guesses about one phase.
    struct Guess {
        let right: Int
        let count: Int
        /// The expected number of right ones by guessing at random.
        let chance: Double
    }

    /// The answers of one student.
    struct Row {
        let student: String
        var name: String
        let seed: String
        var files: [String]
        var answers: [LessonQuestion: Answer] = [:]
        /// The guesses by the lesson, the phase and the seed.
        var guesses: [String: Guess] = [:]
    }

    private(set) var students: [Row] = []
    private(set) var warnings: [String] = []
    /// The students without a file.
    private(set) var absent: [Row] = []
    private let grammar: Grammar
    private var questions: Set<LessonQuestion> = []
    /// The questions of which some answers are marked.
    private var marked: Set<LessonQuestion> = []
    /// The rows of each student's number.
    private var rows: [String: [Int]] = [:]

    init(grammar: Grammar) { self.grammar = grammar }

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
        if table.rows.isEmpty { warnings.append("\(path) has no answers") }
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
            let index = added[student] ?? indexOfRow(of: student, name: cell("name"), seed: cell("seed"), in: path)
            added[student] = index
            let (right, marked) = (try number("right"), try number("marked"))
            guard right <= marked || marked == 0 else { throw .moreRightThanMarked(path, line: line.line) }
            if cell("number").isEmpty {
                let chance = Double(cell("chance")) ?? 0
                let moment = [cell("lesson"), cell("question"), cell("seed")].joined(separator: "\n")
                let guess = Guess(right: right, count: marked, chance: chance.isFinite ? chance : 0)
                students[index].guesses[moment] = students[index].guesses[moment] ?? guess
            } else {
                let question = LessonQuestion(
                    lesson: cell("lesson"), number: try number("number"), text: cell("question"))
                let answer = Answer(text: cell("answer"), right: right, marked: marked)
                questions.insert(question)
                if answer.marked > 0 { self.marked.insert(question) }
                // As in the file of a single student, the first answer counts, and replaces that it was passed.
                if students[index].answers[question]?.isPassed ?? true { students[index].answers[question] = answer }
            }
        }
    }

    /// Returns the index of the row of a student, which is a new one unless an earlier file has the same student.
    private mutating func indexOfRow(of student: String, name: String, seed: String, in path: String) -> Int {
        if student.isEmpty {
            warnings.append("\(path) has no student; `class N` before `export answers` writes one")
        } else {
            if seed != student { warnings.append("\(path): student \(student) worked with seed \(seed)") }
            let words = ListOfNames.words(name)
            let others = rows[student] ?? []
            let same = others.first { other in
                let name = students[other].name
                return words.isEmpty || name.isEmpty || ListOfNames.words(name) == words
            }
            if let same {
                warnings.append(
                    "student \(student) is in \(students[same].files[0]) and in \(path); both count as one file, "
                        + "with the first answer to each question")
                students[same].files.append(path)
                if students[same].name.isEmpty { students[same].name = name }
                return same
            }
            if let other = others.first.map({ students[$0] }) {
                warnings.append(
                    "student \(student) is \(other.name) in \(other.files[0]), but \(name) in \(path); both are in the "
                        + "table")
            }
        }
        students.append(Row(student: student, name: name, seed: seed, files: [path]))
        rows[student, default: []].append(students.count - 1)
        return students.count - 1
    }

    /// Adds the students of a list without a file, and a warning for each name or number that differs from the list.
    mutating func add(_ names: [String], of path: String) {
        for student in students where !student.student.isEmpty {
            guard let number = Int(student.student), let name = names.numbered(number) else {
                warnings.append("\(student.files[0]): there is no student \(student.student) in \(path)")
                continue
            }
            let listed = ListOfNames.words(name)
            if !student.name.isEmpty, ListOfNames.words(student.name) != listed {
                warnings.append(
                    "\(student.files[0]): student \(number) is \(student.name), but \(name) in \(path)")
            }
        }
        let known = Set(students.map(\.student))
        for (index, name) in names.enumerated()
        where !known.contains("\(index + 1)") && !ListOfNames.words(name).isEmpty {
            absent.append(Row(student: "\(index + 1)", name: name, seed: "", files: []))
        }
    }

    /// The students of the list without a file, in a sentence; nil for none.
    var missing: String? {
        guard !absent.isEmpty else { return nil }
        let all = absent.map { "\($0.student) \($0.name)" }.joined(separator: ", ")
        return "no file from \(Numbers.counted(absent.count, "student")): \(all)"
    }

    /// The questions that someone answered or passed, and those of the same lessons that nobody reached, in their order.
    var sortedQuestions: [LessonQuestion] {
        let order = Dictionary(Lesson.all.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let numbers = Set(questions.map(\.title))
        let names = Set(questions.map(\.lesson))
        let others = Lesson.all.filter { names.contains($0.name) }.flatMap { $0.markedQuestions(grammar) }
            .filter { !numbers.contains($0.title) }
        return (questions + others).sorted { left, right in
            let (mine, theirs) = (order[left.lesson] ?? .max, order[right.lesson] ?? .max)
            return (mine, left.lesson, left.number, left.text) < (theirs, right.lesson, right.number, right.text)
        }
    }

    /// Returns true if the answers to a question are marked: those that were given, or would have been.
    func isMarked(_ question: LessonQuestion) -> Bool {
        !questions.contains(question) || marked.contains(question)
    }
}

/// A question of a lesson.
struct LessonQuestion: Hashable {
    /// The lesson, or the file's name of another script; empty for the prompt.
    let lesson: String
    let number: Int
    let text: String

    /// The name of its column: `one_max 3`.
    var title: String { "\(lesson.isEmpty ? "prompt" : lesson) \(number)" }
}

extension Lesson {
    /// Returns the questions whose answers are marked. Those with variables have no text before they are asked.
    func markedQuestions(_ grammar: Grammar) -> [LessonQuestion] {
        guard let script = try? Script(Source(name: name, text: text), grammar: grammar) else { return [] }
        let asked = Self.parts(of: script, grammar: grammar).compactMap { part in
            if case .question(let statement)? = part.end { statement } else { nil }
        }
        return asked.enumerated().compactMap { index, statement in
            guard statement.words.contains(where: { $0.literal == "expect" && !$0.isQuoted }) else { return nil }
            let parser = Parser(grammar, words: .full)
            let parsed = try? parser.parse(statement, of: script.source, variables: Variables())
            let ask = parsed?.command as? AskCommand
            guard case .answer(let question)? = ask?.request else {
                return LessonQuestion(lesson: name, number: index + 1, text: "")
            }
            return LessonQuestion(lesson: name, number: index + 1, text: question.line)
        }
    }
}
