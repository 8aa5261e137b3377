package import CommandParsing

/// `answer`: compares the predictions of the learner with the run.
package struct AnswerCommand: Command {
    package static let grammar = CommandGrammar(
        "answer", topic: .teaching, "compare the learner's predictions with the run, and show the score",
        searchTerms: ["quiz", "marks", "score of questions", "prediction"],
        discussion: """
            After `ask … later` and the commands that show the answer, `answer` compares each prediction with the run: \
            it evaluates the expression after `expect`, reports the result, and explains it. Without a waiting \
            prediction, it shows the number of right answers so far. `export answers` writes them to a file. While a \
            question waits for its answer, `answer` shows it again, and `answer 11` answers it. `forget answers` deletes \
            the answers.
            """,
        examples: [
            "strategy evolution", "ask 'What will the best fitness be?' expect leader within 0.1 later", "evolve 1",
            "answer",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
