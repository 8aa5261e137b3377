package import CommandParsing

/// `open session mine.session`, `open network digits.h5`: continues with the content of a file.
package struct OpenCommand: Command {
    /// The content to open.
    package let content: SavedContent
    /// The file.
    package let path: String

    /// True if the programs and commands of the session may run without a question.
    package let isTrusted: Bool

    package static let grammar = CommandGrammar(
        "open", topic: .keeping, "open a saved session, or a network from a file",
        searchTerms: ["import model", "restore", "load model", "load network"],
        form: .sequence([
            .choice([
                .sequence([
                    .word("session", "the whole session, in one file"), .value("path", .file(.session), "the file"),
                    .optional(.word("trust", "trusts the programs and commands in the session; otherwise ns asks")),
                ]),
                .sequence([
                    .word("network", "a network saved by ns, or a small network saved by Keras"),
                    .value("path", .file(.network), "the file"),
                ]),
            ])
        ]),
        discussion: """
            `session`: restores everything as it was saved; continuing gives the same result as the saved session \
            would have given. A session that was not saved with your memory file may come from anyone. ns then shows the \
            programs, launchers and shell commands in it, and the files outside its folder that it reads. It opens \
            the session only after you confirm, or with `trust` in a script. Its measurements are valid in this \
            session, but never enter the memory. `network`: makes the network of a file the current one, for \
            `score`, `predict`, `train network` and `save network`; data, genes and population remain. ns reads \
            every format that `save network` writes, and small networks in Keras's `.h5` and `.keras`: \
            `help networks` lists their layers.
            """,
        examples: [
            "save session 'mine.session'", "open session 'mine.session'", "open session 'mine.session' trust",
            "train fittest epochs 2 save 'digits.keras'; open network 'digits.keras'",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        isTrusted = captures.has("trust")
    }
}
