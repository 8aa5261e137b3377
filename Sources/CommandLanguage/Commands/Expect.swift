public import Expressions

/// `expect fittest >= 0.95`: fails the script where it does not hold.
public struct ExpectCommand: Command {
    /// What is to hold.
    public let condition: Expression

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "expect", topic: .scripts, "fail the script where a condition does not hold",
        form: .value("condition", .expression, "over fittest, generation and evaluations"),
        discussion: """
            The condition reads `fittest` (the best value of what is sought), `generation` (how many are finished), \
            `evaluations` (how many were wanted) and `trainings` (how many networks were trained).
            """,
        examples: ["expect generation >= 0"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        guard let expression = captures.expression("condition") else {
            throw Diagnostic("expected a condition", at: 0..<1, of: captures.source)
        }
        condition = expression
    }
}
