public import Expressions

/// `expect fittest >= 0.95`: fails the script where it does not hold.
public struct ExpectCommand: Command {
    /// What can be expected.
    public enum Expectation: Sendable {
        /// This holds.
        case holds(Expression)
        /// This command fails, and says this.
        case failure(text: String, command: NestedCommand)
    }

    /// What is expected.
    public let expectation: Expectation

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "expect", topic: .scripts, "fail the script where a condition does not hold, or a command does not fail",
        form: .choice([
            .sequence([
                .word("error", "the command is to fail"), .value("text", .text, "what its error is to say"),
                .value("command", .command, "the command that must fail so"),
            ]),
            .value("condition", .condition, "over fittest, generation, evaluations …"),
        ]),
        discussion: """
            The condition reads `fittest` (the best value of what is sought), `generation` (how many are finished), \
            `evaluations` (how many were wanted), `trainings` (how many networks were trained), `validation` and `test` (the \
            scores that `train fittest` gave last), `average` and `leader` (mean and best of the population), `different` (how many \
            of its genomes differ), `falls` (in how many generations its best fell), `beaten` (the share of `compare`), `testreads` (how often the test part was read), `seed`, `workers`, and of \
            the fittest its scores, `parameters` and genes. What there is not yet is no number, and no comparison with it \
            holds.

            `expect error "TEXT" COMMAND` executes the command, which must fail with an error that holds the text; \
            nothing is changed by it.
            """,
        examples: [
            "expect generation >= 0", "expect error 'did you mean \"population\"?' popuation size 20",
            "expect accuracy >= 0 and (optimizer is adam or parameters > 10)",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        if let command = captures.command("command") {
            expectation = .failure(text: captures.text("text") ?? "", command: command)
        } else if let condition = captures.expression("condition") {
            expectation = .holds(condition)
        } else {
            throw Diagnostic("expected a condition", at: 0..<1, of: captures.source)
        }
    }
}
