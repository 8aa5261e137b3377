package import CommandParsing

/// `record mine.ns`: writes the session as a script.
package struct RecordCommand: Command {
    /// The actions of the command.
    package enum Action: Hashable, Sendable {
        /// Writes the session so far, and everything that follows, to a file.
        case write(path: String, hasResults: Bool)
        /// Stops recording.
        case stop
        /// Shows the current recording.
        case show
    }

    /// The action.
    package let action: Action

    /// True if an existing file is replaced.
    package let replaces: Bool

    package static let grammar = CommandGrammar(
        "record", topic: .keeping, "write the session, from its start and from now on, as a script that replays it",
        searchTerms: ["log", "transcript", "replay", "macro", "reproduce"],
        form: .optional(
            .choice([
                .word("off", "stops recording"),
                .sequence([
                    .value("path", .writtenPath, "the script to write"), Replacing.form,
                    .optional(
                        .sequence([
                            .word("with", "before `results`"),
                            .word("results", "adds `expect` lines, so that a replay checks itself"),
                        ])),
                ]),
            ])),
        discussion: """
            The script contains every executed command in full words, the commands of scripts and loops one by one, \
            and the absolute paths of input files. Version, seeds and the fingerprints of data are written as \
            comments. A replay warns if the data, the numeric version or the processor's instruction set differ. A \
            command that was stopped by Ctrl-C or a time limit is recorded as far as it got.

            `with results` adds the results as `expect` lines: the replay fails where it differs.
            """,
        examples: [
            "record 'mine.ns'", "record 'mine.ns' with results", "evolve 1", "record", "record off",
            "record 'mine.ns' replace",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        replaces = Replacing.isWanted(captures)
        if let path = captures.text("path") {
            action = .write(path: path, hasResults: captures.has("results"))
        } else {
            action = captures.has("off") ? .stop : .show
        }
    }
}
