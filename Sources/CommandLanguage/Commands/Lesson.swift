/// `lesson 3`: lists the lessons, or gives one.
public struct LessonCommand: Command {
    /// The lesson's number, from 1; nil lists them.
    public let number: Int?
    /// The part that it begins with; nil for the one that was not seen yet.
    public let first: Int?
    /// The last part that is given; nil for all.
    public let last: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "lesson", topic: .teaching, "the lessons on the genetic algorithm; give one",
        form: .optional(
            .sequence([
                .value("lesson", .integer(1...1_000), "its number in the list"),
                .settings([
                    Setting("from", .integer(1...1_000), "the part that it begins with; those before it run unseen"),
                    Setting("through", .integer(1...1_000), "the part that it ends with"),
                ]),
            ])),
        discussion: """
            Each lesson takes about ten minutes and begins with a session of its own: what was there before comes back with \
            `undo`. After each part it waits: Return goes on; commands can be tried meanwhile and leave no trace in the \
            lesson; Ctrl-C or Ctrl-D leaves, and `lesson N` goes on there another time. Where nobody types, a lesson runs \
            through at once.
            """,
        examples: ["lesson", "lesson 1", "lesson 1 from 2 through 2"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        number = captures.integer("lesson")
        first = captures.integer("from")
        last = captures.integer("through")
        if let first, let last, last < first {
            throw captures.mistake("expected a part from \(first) on", at: "through")
        }
    }
}
