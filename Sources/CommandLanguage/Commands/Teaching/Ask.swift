package import CommandParsing

/// `ask 4`: gives genomes for another program to evaluate; `ask 'What …?'`: asks the learner a question.
package struct AskCommand: Command {
    /// The things to ask for.
    package enum Request: Sendable {
        /// As many genomes, for a program that evaluates them.
        case genomes(Int)
        /// The learner's answer to a question.
        case answer(Question)
    }

    /// The thing to ask for.
    package let request: Request

    package static let grammar = CommandGrammar(
        "ask", topic: .search, "get genomes to evaluate in your own program, or ask the learner a question",
        searchTerms: [
            "ask and tell", "own loop", "optimizer API", "suggest", "trial", "external evaluation", "quiz", "exercise",
            "multiple choice", "exam", "hint",
        ],
        form: .choice([
            .optional(.value("count", .integer(1...1_000_000), "the number of genomes; by default 1")),
            .sequence([
                .value("question", .text, "a question to the learner, in quotes"),
                .settings([
                    Setting("choices", .texts, "the answers to choose from: `'one', 'two'`"),
                    Setting(
                        "expect", .text,
                        "the right answer: a choice, a number, or an expression of the run, in quotes if it has blanks"),
                    Setting("within", .number(0...1e300), "the error that a number may have; by default rounding"),
                    Setting("later", form: .nothing, "checks the answer at the next `answer`, after the run"),
                    Setting("hint", .text, "a hint after the first wrong answer"),
                    Setting("because", .text, "the explanation after the answer"),
                ]),
            ]),
        ]),
        discussion: """
            With the objective `maximize told` or `minimize told`, the values come from another program: `ask 4` gives \
            genomes with their numbers, `tell 17 0.93` takes the value of genome 17. Together they replace `evolve`: \
            the same genomes are born in the same order, in whatever order you tell the values. ns gives new genomes \
            until the next one depends on a missing value: in most strategies the rest of the generation, with \
            `steady` and `ageing` as many as `ahead` allows. After that, `ask` repeats the genomes that still wait for \
            a value. Scripts/drive.py is a loop in Python that uses `ns --json`.

            With `training epochs 1..27`, `ask` says for how many epochs to train each genome, first for 1. After \
            `tell`, only promising genomes are given again, for 3, 9 and 27 epochs. `training stopping` is the rule \
            (`help budgets`).

            With a text in quotes, `ask` puts a question to the learner. The answer is a number, one of the `choices`, \
            or free text, which is kept but not marked. The right answer may be an expression of the run, like a \
            condition of `expect`: `expect leader within 2`. A wrong answer gets the hint and a second try, then the \
            explanation. With `later`, the learner predicts: the answer is checked at the command `answer`, after the \
            commands in between. Return or `skip` passes; Ctrl-D and Ctrl-C leave the lesson or stop the script. Without \
            a terminal, questions are shown and skipped, or answered from the file of `--answers`, where a wrong answer \
            gets no second try. `help teaching` has more.
            """,
        examples: [
            "genes clear; gene x in 1..9; maximize told", "ask 2", "ask",
            "genes clear; gene x in 1..99; maximize told; training epochs 1..9; ask 2; tell 0 0.5", "ask 2",
            .init(
                "ask 'How many genomes are there?' expect 9 hint 'Count the values of x.'",
                prints: "How many genomes are there?"),
            .init(
                "ask 'What chooses the parents?' choices 'selection', 'mutation' expect 'selection'",
                prints: "What chooses the parents?\n  a) selection\n  b) mutation"),
            "genes clear; gene x in 1..9; maximize x",
            "ask 'What will be the best?' expect fittest within 1 later because 'There are only nine genomes.'",
            "evolve 1", "answer",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        if let text = captures.text("question") {
            // A misspelt number is not a question.
            guard captures.isQuoted("question") else { throw .questionWithoutQuotes(text, in: captures) }
            request = .answer(try Question(text, captures))
        } else {
            request = .genomes(captures.integer("count") ?? 1)
        }
    }
}
