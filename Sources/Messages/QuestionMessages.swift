package import Reports
package import Teaching

// The errors about questions, answers and classes.

extension SessionError {
    package static func answersNotText(_ path: String) -> SessionError {
        .unusable("\(path) is not text in UTF-8")
    }

    package static func notAnAnswer(_ line: String, at position: String, expected: String) -> SessionError {
        .unusable("\(position): expected \(expected), found \"\(line)\"; an empty line passes")
    }

    package static func noExpectedAnswer(_ expression: String, found: String, of question: String) -> SessionError {
        .unusable(
            "the right answer \(expression) to \"\(question)\" has no value yet"
                + (found.isEmpty ? "" : " (\(found))")
                + "; write `later`, and `answer` after the commands that give it one"
        )
    }
}

extension SessionError {
    package static func schemaOfOtherLength(_ schema: String, found: Int, genes: Int) -> SessionError {
        .unusable(
            "expected a value or * for each of \(Numbers.counted(genes, "gene")), found \(found) in \"\(schema)\"; "
                + "write longer values with blanks between them, in quotes")
    }

    package static func noSuchValue(_ value: String, of gene: String, in schema: String) -> SessionError {
        .unusable("gene \(gene) has no value \(value), as in the schema \"\(schema)\"; `genes` shows the values")
    }
}

extension SessionError {
    package static var noParents: SessionError {
        .missing("the last generation has no parents: it was drawn at random", try: "evolve 1")
    }
}

extension SessionError {
    package static func noSuchLesson(_ name: String, nearest: String?) -> SessionError {
        if let nearest { return .unusable("there is no lesson \"\(name)\"; did you mean \"\(nearest)\"?") }
        return .missing(
            "there is no lesson \"\(name)\"; write its number, its name, or a file that ends with .ns", try: "lesson")
    }

    package static func notListed(_ number: Int, of names: Int, in path: String) -> SessionError {
        .unusable("there is no student \(number) in \(path), which has \(Numbers.counted(names, "name"))")
    }

    package static func unusableStudentName(longest: Int) -> SessionError {
        .unusable("expected a name of 1 to \(longest) characters")
    }

    package static func noFiles(_ pattern: String) -> SessionError {
        .unusable("no file matches \(pattern); students write their answers with `export answers`")
    }

    package static func notAnswers(_ path: String, missing column: String) -> SessionError {
        .unusable("\(path) has no column \(column); `export answers` writes such files")
    }

    package static func tooManyAnswers(students: Int, questions: Int) -> SessionError {
        .unusable(
            "\(students) students and \(questions) questions are too many for a table; does a file have other rows than "
                + "answers?")
    }

    package static func notCount(_ cell: String, column: String, path: String, line: Int) -> SessionError {
        .unusable("\(path):\(line): expected a count in the column \(column), found \"\(cell)\"")
    }

    package static func moreRightThanMarked(_ path: String, line: Int) -> SessionError {
        .unusable("\(path):\(line): more answers are right than are marked")
    }
}

extension Report {
    /// - Parameter predictions: Each question with the learner's answer, nil for none.
    package static func predictionsWait(_ predictions: [(question: String, answer: String?)]) -> Report {
        .message(
            predictions.map { question, answer in
                "\(question) Your prediction: \(answer ?? "none"). The lesson compares it with the run later."
            }.joined(separator: " "))
    }
}

extension Report {
    package static let howToCollect = Report.notice(
        "a teacher makes one table of such files: `collect answers '*.csv' to 'class.csv'`")

    package static var noAnswersToDelete: Report { .message("there are no answers to delete") }

    package static func deletedAnswers(_ count: Int, of student: Student?) -> Report {
        .message(answersOf(student, count) + " deleted")
    }

    /// The answers of a student in a few words: `12 answers of student 17 Ada`.
    package static func answersOf(_ student: Student?, _ count: Int) -> String {
        Numbers.counted(count, "answer") + (student.map { " of student \($0.title)" } ?? "")
    }
}

extension Warning {
    package static let nothingAsked = "no question waits for an answer here; Return continues"

    package static func noAnswers(of student: Student?) -> String {
        "there are no answers" + (student.map { " of student \($0.title)" } ?? "") + " yet; `lesson 1` asks questions"
    }
}
