package import CommandParsing

/// `!ls`: runs a command of the system shell.
package struct ShellCommand: Command {
    /// The rest of the line.
    package let line: String
    /// True if a script continues after an exit status other than 0.
    package let allowsFailure: Bool

    package static let grammar = CommandGrammar(
        "!", topic: .scripts, "run the rest of the line in the system shell",
        searchTerms: ["shell command", "system", "bash", "terminal command"],
        form: .value("line", .remainder, "the command; `?` before it allows it to fail"),
        discussion: """
            A script fails if the command exits with another status than 0. After `!?` instead of `!`, the script \
            continues. `$status` is the exit status of the last command.
            """,
        examples: ["!echo hello", "!?test -e results.csv"])

    package init(_ captures: Captures) throws(Diagnostic) {
        let text = captures.text("line") ?? ""
        allowsFailure = text.hasPrefix("?")
        line = allowsFailure ? String(text.dropFirst()) : text
    }
}
