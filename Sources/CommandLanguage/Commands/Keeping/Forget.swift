package import CommandParsing
package import Expressions

/// `forget all`, `forget accuracy < 0.5`: deletes cached results, a saved session, the experiment or the answers.
package struct ForgetCommand: Command {
    /// The evaluations to delete; nil for all.
    package let condition: ParsedExpression?
    /// The number of the saved session to delete; nil to delete results.
    package let session: Int?
    /// True to delete the experiment of the session.
    package let isExperiment: Bool
    /// True to delete the learner's answers to questions.
    package let areAnswers: Bool

    package static let grammar = CommandGrammar(
        "forget", topic: .keeping, "delete cached results, a saved session, the experiment or answers",
        searchTerms: ["clear cache", "delete", "remove cached results", "delete answers", "answer again"],
        form: .choice([
            .word("all", "all cached results"),
            .sequence([
                .word("session", "a saved session"),
                .value("number", .integer(1...20), "its number in the list of `resume`"),
            ]),
            .word("experiment", "the experiment and its runs"),
            .word("answers", "the learner's answers to questions"),
            .value("condition", .expression, "a condition on scores, epochs, seconds and days"),
        ]),
        discussion: """
            The condition reads the scores of an evaluation, `parameters`, `epochs` (their number), `seconds` (its \
            duration) and `days` (its age). Deleted results cannot be restored; at a terminal, `forget all` asks \
            first. `forget session 2` deletes a session that `resume` lists. `forget experiment` deletes the experiment \
            of this session, so that the next one starts anew; `undo` restores it. `forget answers` deletes the \
            answers and guesses that `export answers` would write: those of the student of `class`, or those without a \
            student. At a terminal it asks first, too; afterwards, new answers count.
            """,
        examples: [
            "forget epochs < 2 and accuracy < 0.1", "forget all",
            "expect error 'there are no recent sessions' forget session 1",
            .init("forget experiment", prints: "there is no experiment to delete"),
            .init("forget answers", prints: "there are no answers to delete"),
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is neither `all`, a session, the experiment, the answers nor a condition.
    package init(_ captures: Captures) throws(Diagnostic) {
        session = captures.has("session") ? captures.integer("number") : nil
        isExperiment = captures.has("experiment")
        areAnswers = captures.has("answers")
        guard !captures.has("all"), session == nil, !isExperiment, !areAnswers else {
            condition = nil
            return
        }
        guard let expression = captures.expression("condition") else {
            throw .noConditionOrAll(in: captures)
        }
        condition = expression
    }
}
