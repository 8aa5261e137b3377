package import CommandParsing
package import Expressions

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
