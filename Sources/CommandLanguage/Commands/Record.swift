/// `record mine.ns`: writes what was done as a script.
public struct RecordCommand: Command {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Everything since the start, and what follows, goes into a file.
        case write(path: String, hasResults: Bool)
        /// What follows is no longer written.
        case stop
        /// What is recorded now.
        case show
    }

    /// What is to be done.
    public let action: Action

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "record", topic: .keeping, "write everything since the start, and what follows, as a script that replays it",
        form: .optional(
            .choice([
                .word("off", "what follows is no longer written"),
                .sequence([
                    .value("path", .writtenPath, "the script to write"), Replacing.form,
                    .optional(
                        .sequence([
                            .word("with", "adds `expect` lines, so that a replay checks itself"),
                            .word("results", "what was measured"),
                        ])),
                ]),
            ])),
        discussion: """
            The script holds every command that was executed, in full words, those within scripts and loops one by one, \
            and the whole paths of files that are read. Version, seeds, and the fingerprints of data stand in comments: a \
            replay on other data, with other numbers or on a processor with other instructions warns. A command that \
            was stopped by Ctrl-C or by time is written as far as it came.

            `with results` adds what came out as `expect` lines: the replay then fails where it differs.
            """,
        examples: ["record 'mine.ns'", "record 'mine.ns' with results", "evolve 1", "record", "record off"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        replaces = Replacing.isWanted(captures)
        if let path = captures.text("path") {
            action = .write(path: path, hasResults: captures.has("results"))
        } else {
            action = captures.has("off") ? .stop : .show
        }
    }
}
