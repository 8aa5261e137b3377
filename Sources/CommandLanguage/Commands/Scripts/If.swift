package import CommandParsing
package import Expressions

/// `if fittest > 0.9`: runs the following commands if a condition holds.
package struct IfCommand: Command {
    /// The condition.
    package let condition: ParsedExpression

    package static let grammar = CommandGrammar(
        "if", topic: .scripts, "run commands if a condition holds",
        searchTerms: ["condition", "branch", "else"],
        form: .value("condition", .condition, "a condition, such as `fittest > 0.9`"),
        discussion: """
            The commands up to `end` run if the condition holds; those between `else` and `end` run if it does not. The \
            condition can use variables and all values that `help expect` lists. A variable that is not a number is compared as a word: `if $1 is cifar10`. On one line, separate the \
            commands with `;`.
            """,
        examples: [
            .init(
                "if generation > 100; print 'that took long'; else; print 'that was quick'; end",
                prints: "that was quick"),
            .init("let data digits", prints: "$data = digits"), "if $data is digits; load digits limit 300; end",
        ], role: .opensChoice)

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is no condition.
    package init(_ captures: Captures) throws(Diagnostic) {
        guard let expression = captures.expression("condition") else {
            throw .noCondition(in: captures)
        }
        condition = expression
    }
}
