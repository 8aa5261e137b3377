package import CommandParsing

/// `class 17`: makes this session that of a student of a class.
package struct ClassCommand: Command {
    /// The things that the command does.
    package enum Action: Hashable, Sendable {
        /// Shows the student.
        case show
        /// Leaves the class.
        case leave
        /// Takes the number of a student, with a name or none.
        case join(Int, name: String?)
        /// Takes the number of a student, and the name from a list.
        case joinListed(Int, path: String)
    }

    /// The thing to do.
    package let action: Action

    package static let grammar = CommandGrammar(
        "class", topic: .teaching, "use a student's number as the seed, and write number and name into every export",
        searchTerms: ["student", "teacher", "course", "homework", "school", "university", "roll number"],
        form: .optional(
            .choice([
                .sequence([
                    .value("student", .integer(1...100_000), "the student's number in the class"),
                    .settings([
                        Setting("name", .text, "the student's name"),
                        Setting("from", .path, "a list of names: the name in line N, or a CSV with a column name"),
                    ]),
                ]),
                .word("off", "no student"),
            ])),
        discussion: """
            Each student of a class has a number, which is the seed: all work on the same lesson with different random \
            numbers, and the teacher can repeat each run. Every export has the number, the name and the seed: as the \
            last columns of a table, as fields in JSON, as a note in a picture, as a line in other files. The answers to \
            questions are kept under them. `export answers` writes them to a file; `collect answers` makes one table of \
            the files of all students. `help teaching` shows a class step by step, from the worksheets to the marks.
            """,
        examples: [
            "class 17 name 'Ada'", "class", "class 18 from 'names.txt'", "class off",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there are a name and a list of names.
    package init(_ captures: Captures) throws(Diagnostic) {
        guard let number = captures.integer("student") else {
            action = captures.has("off") ? .leave : .show
            return
        }
        let name = captures.text("name")
        if let path = captures.text("from") {
            guard name == nil else { throw .nameAndList(in: captures) }
            action = .joinListed(number, path: path)
        } else {
            action = .join(number, name: name)
        }
    }
}

/// `collect answers '*.csv' to 'class.csv'`: makes one table of the answers of all students.
package struct CollectCommand: Command {
    /// The files, which may contain `*` and `?`.
    package let patterns: [String]
    /// The list of the class's names; nil for none.
    package let list: String?
    /// The file to write; nil to only show the results.
    package let path: String?
    /// True if an existing file is replaced.
    package let replaces: Bool

    package static let grammar = CommandGrammar(
        "collect", topic: .teaching, "make one table of the answers of all students",
        searchTerms: ["marks", "grade", "class", "merge", "teacher", "homework", "statistics of answers"],
        form: .sequence([
            .word("answers", "files that `export answers` wrote"),
            .value("files", .texts, "the files: `'*.csv'`, or several with commas between them"),
            .settings([
                Setting("from", .path, "the list of names of the class, to see who is missing"),
                Setting("to", .writtenPath, "the table to write: a row for each student"), Replacing.setting,
            ]),
        ]),
        discussion: """
            The table has a row for each student: number, name, seed, the numbers of right, wrong, passed and missing \
            answers among all marked questions of the lessons, and the answer to each question with its mark. A \
            question that a student did not reach is missing. ns also shows each question with the fraction of all \
            students with a file who answered it correctly, the hardest first; free answers (–) are not marked. With \
            the list of names that `class` takes, students without a file are reported and have a row, too, and a name \
            that differs from the list causes a warning. A file that `export answers` did not write is an error. Two \
            files of one student count as one, with the first answer to each question; they cause a warning, and so \
            does a seed that is not the student's number. Answers are data: a spreadsheet does not run them.
            """,
        examples: [
            "class 17 name 'Ada'", "export answers 'answers17.csv'", "collect answers 'answers17.csv'",
            "collect answers 'answers17.csv' from 'names.txt'", "collect answers 'answers17.csv' to 'class.csv'",
            "collect answers 'answers17.csv' to 'class.csv' replace",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        patterns = captures.words("files")
        list = captures.text("from")
        path = captures.text("to")
        replaces = Replacing.isWanted(captures)
    }
}
