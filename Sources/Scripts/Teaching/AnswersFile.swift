import Notation
import Reports
package import Teaching

/// The file of a student's answers.
package enum AnswersFile {
    /// The columns, by which `collect` knows such a file.
    static let columns = [
        "student", "name", "seed", "lesson", "number", "question", "answer", "expected", "right", "marked", "tries",
        "chance",
    ]

    /// Returns the answers as CSV, with the student in each row.
    package static func csv(_ answers: [KeptAnswer], of student: Student?, seed: UInt64) -> String {
        var text = CSVText()
        text.add(columns)
        for answer in answers {
            let student = student ?? answer.student
            text.add([
                student.map { "\($0.number)" } ?? "", student?.name ?? "", "\(answer.seed)", answer.lesson,
                answer.number > 0 ? "\(answer.number)" : "", answer.question, answer.answer, answer.expected ?? "",
                "\(answer.right)", "\(answer.count)", "\(answer.tries)",
                answer.chance.map { Numbers.score($0) } ?? "",
            ])
        }
        return text.text
    }
}
