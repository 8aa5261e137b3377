package import CommandParsing

/// `lesson 3`: lists the lessons, or starts one.
package struct LessonCommand: Command {
    /// The lesson's number, from 1; nil if it is named, and to list all.
    package let number: Int?
    /// The lesson's name; nil if it has a number, and to list all.
    package let name: String?
    /// The file of a lesson; nil if it has a number, and to list all.
    package let path: String?
    /// True to show one phase a screen.
    package let isSlides: Bool
    /// The first part; nil for the first part that was not seen yet.
    package let first: Int?
    /// The last part; nil for the last one of the lesson.
    package let last: Int?

    package static let grammar = CommandGrammar(
        "lesson", topic: .teaching, "list the lessons on the genetic algorithm, or start one",
        searchTerms: [
            "tutorial", "course", "lessons", "teach", "learn", "exercise", "genetic drift", "premature convergence",
            "local optimum",
        ],
        form: .optional(
            .sequence([
                .choice([
                    .value("lesson", .integer(1...1_000), "its number in the list"),
                    .value("name", .vocabulary(.lesson), "its name in the list"),
                    .value("file", .file(.script), "a file of your own, whose name ends with .ns"),
                ]),
                .settings([
                    Setting("slides", form: .nothing, "one phase a screen, for a projector"),
                    Setting("from", .integer(1...1_000), "the part to start with; earlier parts run without output"),
                    Setting("through", .integer(1...1_000), "the part to stop after"),
                ]),
            ])),
        discussion: """
            `lesson` alone shows the course: each lesson with its length in minutes, the lessons that it builds on, and \
            what it teaches. A lesson starts a session of its own; `undo` restores the previous one. \
            After each part the lesson waits: press Return to continue. Meanwhile you can try any command; it does \
            not affect the lesson. Ctrl-D leaves, and so does Ctrl-C; `lesson N` continues there another time. Without a \
            terminal, a lesson runs through without waiting. A file is a script whose parts end \
            with `pause` or `ask`; its first comment is the title. With `slides`, each phase begins a new screen and waits for Return; a wide \
            window gets a large wheel. `export worksheet` makes a handout of a lesson.
            """,
        examples: ["lesson", "lesson 1", "lesson 1 from 2 through 2", "lesson elites", "lesson 4 slides"])

    /// Reads the values of the command. Whether there is such a lesson is checked when it starts.
    ///
    /// - Throws: `Diagnostic` if the last part is before the first one.
    package init(_ captures: Captures) throws(Diagnostic) {
        number = captures.integer("lesson")
        name = captures.text("name")
        path = captures.text("file")
        isSlides = captures.has("slides")
        first = captures.integer("from")
        last = captures.integer("through")
        if let first, let last, last < first {
            throw .lastPartBeforeFirst(first, in: captures)
        }
    }
}
