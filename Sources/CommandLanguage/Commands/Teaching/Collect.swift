package import CommandParsing

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
