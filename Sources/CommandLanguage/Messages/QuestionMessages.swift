public import CommandParsing

// The errors about questions to the learner.

extension Diagnostic {
    static func questionWithoutQuotes(_ text: String, in captures: Captures) -> Diagnostic {
        captures.mistake(
            "expected a whole number from 1, or a question in quotes, found \"\(text)\"", at: "question")
    }

    static func nameAndList(in captures: Captures) -> Diagnostic {
        captures.mistake("the name is given twice; leave out `name` or `from`", at: "name")
    }

    static func noLessonToExport(_ paper: String, in captures: Captures) -> Diagnostic {
        captures.mistake("a \(paper) is made from a lesson; add `lesson 1`, or the file of your own", at: paper)
    }

    static func choicesNotDifferent(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "expected 2 to \(Question.letters.count) different choices, such as `choices 'one', 'two'`", at: "choices")
    }

    static func withinChoices(in captures: Captures) -> Diagnostic {
        captures.mistake("`within` is for numbers; leave it out, or leave out `choices`", at: "within")
    }

    static func settingWithoutExpected(_ name: String, in captures: Captures) -> Diagnostic {
        captures.mistake("`\(name)` needs a right answer; add `expect` with it, or leave `\(name)` out", at: name)
    }

    static func hintForPrediction(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "a prediction has one try, so a hint is never shown; leave out `hint` or `later`", at: "hint")
    }

    static func expectedNotNumber(_ answer: String, reason: String, in captures: Captures) -> Diagnostic {
        captures.mistake(
            "the right answer \"\(answer)\" is not a number or an expression: \(reason); for a word, write `choices`",
            at: "expect")
    }

    static func expectedNotChoice(_ answer: String, in captures: Captures) -> Diagnostic {
        captures.mistake("the right answer \"\(answer)\" is not one of the choices; add it to them", at: "expect")
    }
}

extension Diagnostic {
    /// The error of `ask` at the end of a lesson's part that turns out to ask for genomes.
    public static func questionExpected(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("expected a question in quotes", at: range, of: source)
    }
}
