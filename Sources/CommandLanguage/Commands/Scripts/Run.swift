package import CommandParsing

/// `run tune.ns digits`: runs a script.
package struct RunCommand: Command {
    /// The script.
    package let path: String
    /// The arguments `$1`, `$2` … of the script.
    package let arguments: [String]

    package static let grammar = CommandGrammar(
        "run", topic: .scripts, "run a script",
        searchTerms: ["script", "execute", "source", "batch file", "include"],
        form: .sequence([
            .value("path", .file(.script), "the script"),
            .optional(.value("arguments", .words, "its arguments: $1, $2 …")),
        ]),
        discussion: """
            ns looks for the script beside the running script, then in the working folder. It parses the whole script \
            before it runs the first command, and reports all syntax errors at once. The arguments are `$1`, `$2` … A \
            variable set with `let` keeps its value after the script. Scripts nest at most 16 levels deep.
            """,
        examples: ["run 'tune.ns'", "run 'tune.ns' 300 relu"])

    package init(_ captures: Captures) throws(Diagnostic) {
        path = captures.text("path") ?? ""
        arguments = captures.words("arguments")
    }
}
