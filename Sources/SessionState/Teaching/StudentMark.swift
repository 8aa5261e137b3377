import Notation
import Teaching
import VisibleText

/// The student and the seed in each row of a written table, so that the files of a whole class can be put together.
package struct StudentMark {
    private let student: Student
    private let seed: UInt64
    /// The names of the columns: `student`, `name` and `seed`.
    package let columns: [String]

    /// Creates the marks of a session; nil without a student.
    ///
    /// - Parameter taken: The other columns; one of the same name turns `seed` into `student_seed`.
    package init?(_ state: SessionState, beside taken: [String]) {
        guard let student = state.student else { return nil }
        self.student = student
        seed = state.seed
        columns = ["student", "name", "seed"].map { name in
            var free = name
            while taken.contains(free) { free = "student_" + free }
            return free
        }
    }

    /// The cells of a row; empty for no name.
    package var cells: [String] { ["\(student.number)", student.name ?? "", "\(seed)"] }

    /// The fields of a JSON object, null for no name.
    package var fields: [(name: String, value: String)] {
        let values = ["\(student.number)", student.name.map { JSONText.quoted($0) } ?? "null", "\(seed)"]
        return zip(columns, values).map { (name: $0, value: $1) }
    }
}

extension SessionState {
    /// The student and the seed in one line, for files that are no tables; nil without a student.
    package var signature: String? { signature(hasName: true) }

    /// Returns the student and the seed in one line, with or without the name; nil without a student.
    package func signature(hasName: Bool) -> String? {
        student.map { student in
            let title = hasName ? student.title : "\(student.number)"
            return "student \(VisibleText.name(title, maximum: .max)), seed \(seed)"
        }
    }
}
