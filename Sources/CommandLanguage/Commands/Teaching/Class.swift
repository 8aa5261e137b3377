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
