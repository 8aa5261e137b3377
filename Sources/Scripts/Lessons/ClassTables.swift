import Arithmetic
import DataSources
import Messages
import Notation
import Reports

/// The tables of a class. In both, each marked question counts for each student, whether it was answered, passed or not
/// reached, so that the fractions of students and of questions can be compared.
extension ClassMarks {
    /// The maximum number of answers in a table: a file may hold as many questions as it has rows.
    private static let mostCells = 20_000_000

    /// - Throws: `.unusable` if there are too many questions for so many students.
    func checkSize() throws(SessionError) {
        let (rows, columns) = (students.count + absent.count, sortedQuestions.count)
        guard rows.multipliedSaturated(by: columns) <= Self.mostCells else {
            throw .tooManyAnswers(students: rows, questions: columns)
        }
    }

    /// Returns a table with a row for each student.
    ///
    /// - Parameter check: Ends the writing if the user wants to stop it; gets the number of each row.
    /// - Throws: `.interrupted`
    func csv(check: (Int) throws(SessionError) -> Void) throws(SessionError) -> String {
        var text = CSVText()
        let all = sortedQuestions
        let marked = all.filter(isMarked)
        text.add(
            [
                "student", "name", "seed", "right", "wrong", "passed", "missing", "questions", "share", "guesses_right",
                "guesses", "guesses_by_chance",
            ] + all.flatMap { [$0.title, "\($0.title) mark"] } + ["file"])
        for (row, student) in sortedStudents.enumerated() {
            // A row may have thousands of cells.
            try check(all.count > 100 ? 0 : row)
            let answers = marked.compactMap { student.answers[$0] }
            let right = answers.count(where: \.isRight)
            let guesses = student.guesses.values
            let counts = [
                right, answers.count(where: \.isWrong), answers.count(where: \.isPassed), marked.count - answers.count,
                marked.count,
            ]
            text.add(
                [student.student, student.name, student.seed] + counts.map(String.init)
                    + [
                        marked.isEmpty ? "" : Numbers.score(Double(right) / Double(marked.count)),
                        "\(guesses.reduce(0) { $0 + $1.right })", "\(guesses.reduce(0) { $0 + $1.count })",
                        Numbers.score(guesses.reduce(0) { $0 + $1.chance }),
                    ]
                    + all.flatMap { question in
                        let answer = student.answers[question]
                        return [answer?.text ?? "", answer?.mark ?? (isMarked(question) ? "missing" : "")]
                    } + [student.files.joined(separator: ", ")])
        }
        return text.text
    }

    /// The students in the order of their numbers.
    private var sortedStudents: [Row] {
        (students + absent).enumerated().sorted { left, right in
            let (mine, theirs) = (Int(left.element.student) ?? .max, Int(right.element.student) ?? .max)
            return (mine, left.offset) < (theirs, right.offset)
        }.map(\.element)
    }

    /// A table with a row for each question, the hardest first.
    var questionsTable: TableReport {
        let all = sortedQuestions
        let marked = all.filter(isMarked)
        let rows = all.map { question -> (share: Double, cells: [String]) in
            let answers = students.compactMap { $0.answers[question] }
            let others = ["\(answers.count(where: \.isPassed))", "\(students.count - answers.count)"]
            guard isMarked(question) else { return (2, [question.title, "–", "–"] + others + ["–", ""]) }
            let right = answers.count(where: \.isRight)
            let share = Double(right) / Double(max(1, students.count))
            let wrong = Dictionary(answers.filter(\.isWrong).map { ($0.text, 1) }, uniquingKeysWith: +)
            let frequent = wrong.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return (
                share,
                [question.title, "\(right)", "\(answers.count(where: \.isWrong))"] + others
                    + [Numbers.chance(share), frequent.map { "\($0.value) × \(Self.short($0.key))" } ?? ""]
            )
        }.enumerated().sorted { ($0.element.share, $0.offset) < ($1.element.share, $1.offset) }.map(\.element.cells)
        let right = students.reduce(0) { sum, student in
            sum + marked.count { student.answers[$0]?.isRight ?? false }
        }
        let who = Numbers.counted(students.count, "student")
        return TableReport(
            title: "\(who), \(Numbers.counted(marked.count, "marked question")): \(right) of "
                + "\(students.count * marked.count) answers right; the share is of all \(who); the hardest first",
            table: Table(
                columns: [
                    .init("question"), .init("right", .right), .init("wrong", .right), .init("passed", .right),
                    .init("missing", .right), .init("share", .right), .init("most frequent wrong answer"),
                ], rows: rows))
    }

    private static func short(_ text: String) -> String { text.count > 24 ? text.prefix(23) + "…" : text }
}
