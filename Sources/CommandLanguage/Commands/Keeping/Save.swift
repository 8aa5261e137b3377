package import CommandParsing

/// `save session mine.session`, `save network digits.h5`: saves the session or the network to a file.
package struct SaveCommand: Command {
    /// The content to save.
    package let content: SavedContent
    /// The file.
    package let path: String

    /// True if an existing file is replaced.
    package let replaces: Bool

    package static let grammar = CommandGrammar(
        "save", topic: .keeping, "save the session or the trained network to a file",
        searchTerms: ["store", "export model", "write", "Keras", "ONNX", "HDF5", "safetensors", "checkpoint"],
        form: .sequence([
            .choice([
                .word("session", "the whole session, in one file"),
                .word("network", "the trained network: `.h5` or `.keras` (Keras), `.onnx`, `.safetensors`"),
            ]), .value("path", .writtenPath, "the file"), Replacing.form,
        ]),
        discussion: """
            `session`: settings, genes, population, phase, history, random generator and current network, all in one \
            file. Data are read again from their original location. `network`: the network from `train` or `open \
            network`, with its preprocessing, so that the file takes raw pixels and columns; without an extension it \
            is `.h5`. ns writes a file completely or not at all. It asks before it replaces an existing file that \
            this session did not write; in a script, add `replace`. `help networks` has the details.
            """,
        examples: [
            "save session 'mine.session'", "save session 'mine.session' replace", "train fittest epochs 2",
            "save network 'digits.h5'", "save network 'digits.onnx'",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        content = captures.has("network") ? .network : .session
        path = captures.text("path") ?? ""
        replaces = Replacing.isWanted(captures)
    }
}

/// The content that `save` writes and `open` reads.
package enum SavedContent: Sendable {
    /// The whole session.
    case session
    /// The current network.
    case network
}
