import CommandParsing

// The errors about values of a command that do not go together.

extension Diagnostic {
    // MARK: - Conditions and expressions

    static func noCondition(in captures: Captures) -> Diagnostic {
        Diagnostic("expected a condition", at: 0..<1, of: captures.source)
    }

    static func noConditionOrAll(in captures: Captures) -> Diagnostic {
        Diagnostic("expected `all` or a condition", at: 0..<1, of: captures.source)
    }

    static func noExpression(in captures: Captures) -> Diagnostic {
        Diagnostic("expected an expression", at: 0..<1, of: captures.source)
    }

    // MARK: - Several objectives

    static func outputAndExpression(in captures: Captures, at name: String) -> Diagnostic {
        captures.mistake(
            "the first objective is the output of a program, so the others are its output too; write `output`, and let "
                + "the program print this value", at: name)
    }

    static func outputWithoutProgram(in captures: Captures, at name: String) -> Diagnostic {
        captures.mistake(
            "there is no program whose output this could be; begin with `output of 'COMMAND'`, or write an expression",
            at: name)
    }

    static func namedInPart(in captures: Captures, at name: String) -> Diagnostic {
        captures.mistake(
            "either all numbers that the program prints have names, or none; write `named NAME` for each", at: name)
    }

    // MARK: - Budgets

    static func budgetOfSeveralObjectives(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "a range of epochs needs one objective, which decides who is promising; leave out `epochs` or the other "
                + "objectives", at: "epochs")
    }

    static func settingWithoutEpochs(_ name: String, in captures: Captures) -> Diagnostic {
        captures.mistake("`\(name)` needs a range of epochs, such as `epochs 1..81`", at: name)
    }

    static func oneNumberOfEpochs(_ epochs: Int, in captures: Captures) -> Diagnostic {
        let example = "\(epochs == 1 ? "1..81" : "1..\(epochs)")"
        return captures.mistake(
            "expected a range of epochs, such as \(example): the first number is for all genomes, the last one for the "
                + "best", at: "epochs")
    }

    // MARK: - Data and training

    static func classesAndRegression(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "a label is read either as classes or for regression; leave out `classes` or `regression`", at: "regression"
        )
    }

    static func foldsAndValidation(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "with `folds`, each fold is the validation set once; leave out `folds` or `validation`", at: "folds")
    }

    static func timeAndOtherSplit(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "the order of `time` decides where each row goes; leave out `time`, or `group` and `stratify`", at: "time")
    }

    static func officialTestAndSplit(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "`validation test` needs an official test set, which data with `group` or `time` do not have; write a "
                + "fraction such as `validation 20%`", at: "official")
    }

    static func seedsOfTrainedNetwork(in captures: Captures) -> Diagnostic {
        captures.mistake("`from N seeds` starts new trainings; write `train fittest from 5 seeds`", at: "count")
    }

    static func refitOfTrainedNetwork(in captures: Captures) -> Diagnostic {
        captures.mistake("`refit` starts from new weights; write `train fittest refit`", at: "refit")
    }

    // MARK: - Search

    static func repeatedGridSearch(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "a grid search always gives the same result; use `searches` with `compare random`", at: "searches")
    }

    static func noGenerations(in captures: Captures) -> Diagnostic {
        Diagnostic(
            "expected `evolve N`, the number of generations of each run, after the name of the experiment", at: 0..<1,
            of: captures.source)
    }

    /// - Parameter most: The maximum number of seeds.
    static func noSeeds(most: Int, in captures: Captures) -> Diagnostic {
        captures.mistake(
            "expected up to \(most) different whole numbers from 0 as seeds, such as `1..20` or `3, 7, 12`", at: "seeds"
        )
    }

    static func mixedThreads(in captures: Captures) -> Diagnostic {
        captures.mistake("expected `through` or `on` after `mixed`", at: "mixed")
    }

    static func lossesOfThreads(in captures: Captures) -> Diagnostic {
        captures.mistake("expected `through` or `on` after `losses N`", at: "losses")
    }

    // MARK: - Guesses and lessons

    static func birthsNotNumbers(in captures: Captures) -> Diagnostic {
        captures.mistake("expected numbers of births such as `3, 7`", at: "births")
    }

    static func timesWithoutBreeder(in captures: Captures) -> Diagnostic {
        captures.mistake("`times` needs exactly one breeder", at: "times")
    }

    static func lastPartBeforeFirst(_ first: Int, in captures: Captures) -> Diagnostic {
        captures.mistake("expected part \(first) or a later one", at: "through")
    }

    // MARK: - Tables and plots

    static func settingWithoutTable(_ setting: String, in captures: Captures) -> Diagnostic {
        captures.mistake("`\(setting)` needs a table; add one, for example `of population`", at: setting)
    }

    static func reversedWithoutColumn(in captures: Captures) -> Diagnostic {
        captures.mistake(
            "`reversed` needs a column to sort by, for example `by fitness reversed`", at: "reversed")
    }

    static func pageWithoutFile(_ setting: String, in captures: Captures) -> Diagnostic {
        captures.mistake("`\(setting)` is for files; add a file, for example `to 'plot.pdf'`", at: setting)
    }

    static func notFont(in captures: Captures) -> Diagnostic {
        captures.mistake("expected a font such as 'Times' or 'Times,9', with 3 to 72 points", at: "font")
    }
}
