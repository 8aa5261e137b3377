package import CommandParsing

/// `resume 2`: continues a recent or interrupted session; `resume` lists them. `resume experiment` continues the
/// experiment of this session.
package struct ResumeCommand: Command {
    /// The number of the session, 1 being the newest; nil to list them or, after a crash, to continue the interrupted
    /// session.
    package let number: Int?
    /// True to run the missing runs of the session's experiment.
    package let isExperiment: Bool

    package static let grammar = CommandGrammar(
        "resume", topic: .keeping, "list recent sessions, or continue one; continue an experiment",
        searchTerms: ["recover", "recovery", "crash", "continue", "autosave", "interrupted session"],
        form: .optional(
            .choice([
                .value("number", .integer(1...20), "the number in the list"),
                .word("experiment", "the missing runs of this session's experiment"),
            ])),
        discussion: """
            ns saves an open session automatically, at most once a second and after each command; `quit` and Ctrl-D \
            keep it. `resume` lists the last twenty sessions, `resume 2` continues one of them, and `forget session \
            2` deletes it. After a crash, `resume` alone continues the interrupted session: from its last complete \
            generation, with every finished evaluation. `resume experiment` runs what is missing in the experiment \
            of this session.
            """,
        examples: [
            "resume",
            "genes clear; gene x in 1..99; maximize x; experiment 'size' seeds 1..6 evolve 2; way '9' population size 9; end",
            "resume experiment",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        number = captures.integer("number")
        isExperiment = captures.has("experiment")
    }
}
