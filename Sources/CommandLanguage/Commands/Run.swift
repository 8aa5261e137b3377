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

/// `let name value`: sets a variable.
package struct LetCommand: Command {
    /// The name, without `$`.
    package let name: String
    /// The value.
    package let value: String

    package static let grammar = CommandGrammar(
        "let", topic: .scripts, "set a variable",
        searchTerms: ["variable", "assign", "set"],
        form: .sequence([.value("name", .variableName, "the name"), .value("value", .text, "the value")]),
        discussion: """
            `$name` is replaced by the value, also inside double quotes; it is one value and never split into words. \
            `evolve` sets `$fittest` to the best value of the objective. In a script `$1`, `$2` … are its arguments, \
            `$#` is their number, and `${1:-digits}` is `digits` if there is no first argument.
            """,
        examples: [.init("let data digits", prints: "$data = digits"), "load $data", "load ${1:-digits} limit 300"])

    package init(_ captures: Captures) throws(Diagnostic) {
        self.init(name: captures.text("name") ?? "", value: captures.text("value") ?? "")
    }

    /// Creates the command from a name and its value.
    init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// `print TEXT`: prints a text.
package struct PrintCommand: Command {
    /// The text.
    package let text: String

    package static let grammar = CommandGrammar(
        "print", topic: .scripts, "print a text", searchTerms: ["echo", "message", "output"],
        form: .optional(.value("text", .remainder, "the text")),
        examples: [.init("print 'that was the first generation'", prints: "that was the first generation")])

    package init(_ captures: Captures) throws(Diagnostic) { text = captures.text("text") ?? "" }
}

/// `!ls`: runs a command of the system shell.
package struct ShellCommand: Command {
    /// The rest of the line.
    package let line: String

    package static let grammar = CommandGrammar(
        "!", topic: .scripts, "run the rest of the line in the system shell",
        searchTerms: ["shell command", "system", "bash", "terminal command"],
        form: .value("line", .remainder, "the command"),
        examples: ["!echo hello"])

    package init(_ captures: Captures) throws(Diagnostic) { line = captures.text("line") ?? "" }
}
