package import CommandLanguage
import DataSources
package import Messages
import Notation
package import Reports
package import Session
package import SessionState
import Teaching

extension ClassCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch action {
        case .show: return .printed(session.studentLine)
        case .leave:
            session.state.student = nil
            return .message(session.studentLine)
        case .join(let number, let name):
            return session.join(Student(number: number, name: try name.map(Student.checkedName)))
        case .joinListed(let number, let path):
            let names = try ListOfNames.read(session.locate(path))
            guard let name = names.numbered(number) else { throw .notListed(number, of: names.count, in: path) }
            return session.join(Student(number: number, name: try Student.checkedName(name)))
        }
    }

    /// Returns an entry with the name, so that a replay does not need the list.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .joinListed = action, let student = session.state.student else { return .init(text) }
        return .init("class \(student.number)" + (student.name.map { " name \(CommandText.quoted($0))" } ?? ""))
    }
}

extension Student {
    /// The maximum length of a name in characters.
    private static let longestName = 200

    /// Returns a name in one line.
    ///
    /// - Throws: `.unusable` if it is empty or too long.
    static func checkedName(_ name: String) throws(SessionError) -> String {
        let words = ListOfNames.words(name).joined(separator: " ")
        guard !words.isEmpty, words.count <= longestName else { throw .unusableStudentName(longest: longestName) }
        return words
    }
}

extension Session {
    fileprivate var studentLine: String {
        "\(state.student.map { "student \($0.title)" } ?? "no student"); seed \(state.seed)"
    }

    /// Makes this the session of a student.
    fileprivate func join(_ student: Student) -> Report {
        state.student = student
        let seed = UInt64(student.number)
        guard seed != state.seed else { return .message(studentLine) }
        state.seed = seed
        return .message(studentLine + dropPopulation())
    }
}

/// The names of a class in a file: one a line, or in the column `name` of a table.
enum ListOfNames {
    /// Returns the words of a name, for comparison.
    static func words(_ name: String) -> [Substring] { name.split(whereSeparator: \.isWhitespace) }

    /// Reads the names.
    ///
    /// - Throws: `.failed` if the file cannot be read or is not text.
    static func read(_ path: String) throws(SessionError) -> [String] {
        let lines = try AnswerLines.lines(of: path)
        let header = lines.first.map { $0.split(separator: ",").map { $0.lowercased() } } ?? []
        guard header.contains("name") else {
            return lines.map(String.init)
        }
        guard header.count > 1 else { return lines.dropFirst().map(String.init) }
        let table: TextTable
        do { table = try TextTable(path: path) } catch { throw .failed(error.description) }
        guard let column = table.header.firstIndex(where: { $0.lowercased() == "name" }) else { return [] }
        return table.rows.map { CSVText.unguarded($0.fields[column]) }
    }
}
