package import CommandParsing
package import Expressions

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
    /// The kinds of value.
    package enum Assigned: Hashable, Sendable {
        /// A text as it is.
        case text(String)
        /// The value of an expression.
        case expression(ParsedExpression)
    }

    /// The name, without `$`.
    package let name: String
    /// The value.
    package let value: Assigned

    package static let grammar = CommandGrammar(
        "let", topic: .scripts, "set a variable",
        searchTerms: ["variable", "assign", "set"],
        form: .sequence([
            .value("name", .variableName, "the name"),
            .value("value", .assigned, "one word or a quoted text; several words are an expression"),
        ]),
        discussion: """
            `$name` is replaced by the value, also inside double quotes; it is one value and never split into words. \
            Several words are an expression: `let b 1 + $a` computes a sum, `let b '1 + 2'` keeps the text. In a \
            script `$1`, `$2` … are its arguments, `$#` is their number, and `${1:-digits}` is `digits` if there is \
            no first argument.

            Every name that a condition reads is a variable as well, unless `let` gives it another value: `$fittest` \
            (best value of the objective), `$generation`, `$evaluations`, `$trainings`, `$validation`, `$test`, \
            `$average`, `$leader`, `$different`, `$falls`, `$beaten`, `$testreads`, `$seed`, `$workers`, `$seconds`, \
            the scores (`$accuracy`), `$parameters` and the genes of the fittest. `help expect` explains them. \
            `$status` is the exit status of the last `!` command.
            """,
        examples: [
            .init("let data digits", prints: "$data = digits"), "load $data", "load ${1:-digits} limit 300",
            .init("let a 2", prints: "$a = 2"), .init("let b 1 + $a * 3", prints: "$b = 7"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        name = captures.text("name") ?? ""
        value = captures.expression("value").map(Assigned.expression) ?? .text(captures.text("value") ?? "")
    }

    /// Creates the command from a name and a text.
    package init(name: String, value: String) {
        self.name = name
        self.value = .text(value)
    }
}

/// `print TEXT`: prints a text.
package struct PrintCommand: Command {
    /// The text.
    package let text: String

    package static let grammar = CommandGrammar(
        "print", topic: .scripts, "print a text", searchTerms: ["echo", "message", "output"],
        form: .optional(.value("text", .remainder, "the text")),
        discussion: """
            Variables are replaced, also inside double quotes: `print "generation $generation: $fittest"`. `help let` \
            lists the variables that every session has.
            """,
        examples: [
            .init("print 'that was the first generation'", prints: "that was the first generation"),
            .init("print \"seed $seed\"", prints: "seed 1"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) { text = captures.text("text") ?? "" }
}

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
