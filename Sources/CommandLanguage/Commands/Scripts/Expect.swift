package import CommandParsing
package import Expressions

/// `expect fittest >= 0.95`: makes the script fail unless a condition holds.
package struct ExpectCommand: Command {
    /// The kinds of expectation.
    package enum Expectation: Sendable {
        /// This condition holds.
        case holds(ParsedExpression)
        /// This command fails with an error that contains this text.
        case failure(text: String, command: NestedCommand)
    }

    /// The expectation.
    package let expectation: Expectation

    package static let grammar = CommandGrammar(
        "expect", topic: .scripts, "fail the script unless a condition holds or a command fails",
        searchTerms: ["assert", "check", "test a script"],
        form: .choice([
            .sequence([
                .word("error", "the command must fail"), .value("text", .text, "text that the error must contain"),
                .value("command", .command, "the command that must fail"),
            ]),
            .value("condition", .condition, "a condition on fittest, generation, evaluations …"),
        ]),
        discussion: """
            The condition reads `fittest` (best value of the objective), `generation` (finished generations), \
            `evaluations` (evaluations so far), `trainings` (networks trained), \
            `epochs` (with a range of epochs: the sum over all networks of the search), `validation` and `test` (scores of \
            the last `train fittest`), `average` and `leader` (mean and best of the population), `different` \
            (different genomes in it), `diversity` (the mean distance of two genomes in it, as in `plot diversity`), \
            `falls` (generations in which its best got worse), `takeover` (generations until all had the same \
            fitness), `beaten` (the fraction that \
            `compare` reported), `testreads` (how often the test set was read), `seed`, `workers`, `seconds` (the duration of the last \
            search or training), and of the fittest the scores, `parameters`, genes, `birth` (its number), the numbers \
            that a program printed (`output`, `output2` or their names in JSON) and `objective1`, `objective2` … (the \
            values of the objectives). With several objectives, the fittest is the knee of the front, \
            `front` is the number of genomes on it and `hypervolume` its hypervolume (`help fronts`); `fittest`, \
            `average`, `leader` and `falls` have no value. After an experiment, `median2` is the median of its second \
            way, `better2` the number of seeds in which that way was better than the first, `p2` the p value of their \
            comparison, `superiority2` Vargha and Delaney's A, and `successes2` the number of its runs that reached \
            the goal; other numbers stand for the other ways. A value that does not exist yet is NaN, and every comparison with \
            it is false.

            `expect error "TEXT" COMMAND` runs the command, which must fail with an error that contains the text. It \
            changes nothing.
            """,
        examples: [
            "expect generation >= 0", "expect error 'did you mean \"population\"?' popuation size 20",
            "expect accuracy >= 0 and (optimizer is adam or parameters > 10)",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is neither a condition nor a command.
    package init(_ captures: Captures) throws(Diagnostic) {
        if let command = captures.command("command") {
            expectation = .failure(text: captures.text("text") ?? "", command: command)
        } else if let condition = captures.expression("condition") {
            expectation = .holds(condition)
        } else {
            throw .noCondition(in: captures)
        }
    }
}
