package import Reports

// The errors and notices of experiments.

extension SessionError {
    package static var experimentInExperiment: SessionError {
        .unusable("an experiment cannot contain another one; end the first one with `end`")
    }

    package static var experimentWithoutWays: SessionError {
        .unusable("the experiment has no ways; name at least one before `end`: `way \"as set\"`")
    }

    package static var wayOutsideExperiment: SessionError {
        .unusable("`way` belongs between `experiment` and `end`")
    }

    package static var namelessWay: SessionError { .unusable("a way needs a name: `way \"as set\"`") }

    package static func wayTwice(_ name: String) -> SessionError {
        .unusable("the way \"\(name)\" is defined twice; choose another name")
    }

    package static func tooManyWays(most: Int) -> SessionError {
        .unusable("an experiment can have at most \(most) ways; compare the others in another one")
    }

    package static func notInWay(_ command: String) -> SessionError {
        .unusable(
            "`\(command)` cannot be part of a way; use `population`, `strategy`, `training`, `network`, `gene` or "
                + "`genes`, and other commands before the experiment")
    }

    package static var noWayYet: SessionError {
        .unusable("this setting belongs to no way; write `way \"NAME\"` before it")
    }

    package static var experimentOfSeveralObjectives: SessionError {
        .unusable(
            "an experiment compares one number for each run, and this search has several objectives; choose one of them "
                + "or a weighted sum, or compare with `compare random`, which measures the hypervolume of the front")
    }

    /// The error of a way whose settings do not fit.
    package static func unusableWay(_ name: String, _ error: SessionError) -> SessionError {
        .unusable("the way \"\(name)\": \(error.description)")
    }

    package static var noExperiment: SessionError {
        .missing(
            "there is no experiment yet",
            try: "experiment 'first' seeds 1..20 evolve 10; way 'as set'; way 'random' strategy random; end")
    }

    package static var experimentOfOtherSearch: SessionError {
        .unusable(
            "the objective or the data have changed since the experiment began; repeat the experiment, or go back with "
                + "`undo`")
    }

    package static var noFinishedRun: SessionError {
        .missing("no run of the experiment is finished yet", try: "resume experiment")
    }

    /// The error of a run that could not continue.
    package static func haltedExperiment(_ error: SessionError, _ report: Report) -> SessionError {
        .halted(
            error.description,
            notes: error.notes + ["finished runs are kept; `resume experiment` continues"], report)
    }
}

extension Report {
    package static var nothingToResume: Report {
        .message("all runs of the experiment are finished; `show experiment` shows the results")
    }

    package static var stoppedBeforeFirstRun: Report {
        .message("stopped before the first run was finished; `resume experiment` continues")
    }

    package static var deletedExperiment: Report { .message("the experiment and its runs are deleted") }

    package static var noExperimentToDelete: Report { .message("there is no experiment to delete") }
}

extension Warning {
    package static func missingRuns(finished: Int, runs: Int) -> String {
        "\(finished) of \(runs) runs are finished; `resume experiment` runs the others"
    }

    package static func failedEvaluations(_ ways: [(name: String, failed: Int, all: Int)]) -> String {
        let parts = ways.prefix(5).map { "\($0.failed) of \($0.all) in \"\($0.name)\"" }
        let rest = ways.count > 5 ? " and \(Numbers.counted(ways.count - 5, "other way"))" : ""
        return "evaluations failed: \(parts.joined(separator: ", "))\(rest); `evolve` with these settings shows why"
    }

    package static func unequalBudgets(_ evaluations: Int) -> String {
        "some ways had more evaluations; all are compared after \(Numbers.counted(evaluations, "evaluation")), which "
            + "every run has"
    }
}
