// The errors of help, lessons, tables and plots.

extension SessionError {
    /// Returns the end of a message that suggests a similar name; empty if there is none.
    package static func suggestion(_ nearest: String?) -> String { nearest.map { "; did you mean \"\($0)\"?" } ?? "" }

    package static func notExecutable(_ command: String) -> SessionError {
        .unusable("\"\(command)\" cannot be executed")
    }

    // MARK: - Help and lessons

    package static func noHelp(for words: [String], nearest: String?) -> SessionError {
        .unusable(
            "no help found for \"\(words.joined(separator: " "))\""
                + (nearest.map { "; did you mean \"\($0)\"?" } ?? "; `help` lists all commands and pages"))
    }

    package static func noLesson(_ number: Int, lessons: Int) -> SessionError {
        .missing("there is no lesson \(number); there are \(lessons) lessons", try: "lesson")
    }

    package static func noPart(_ part: Int, ofLesson number: String, parts: Int) -> SessionError {
        .unusable("lesson \(number) has no part \(part); it has \(parts) parts")
    }

    package static var lessonInLesson: SessionError { .unusable("a lesson is already running; Ctrl-D leaves it") }

    // MARK: - Tables

    package static func wrongTakeoverSize(_ size: Int, most: Int) -> SessionError {
        .unusable(
            "`show takeover` runs populations of 3 to \(most) organisms, not \(size); set another one with `population size`"
        )
    }

    package static func notTable(_ subject: String) -> SessionError { .unusable("`show \(subject)` is not a table") }

    package static func notTable(_ subject: String, column: String) -> SessionError {
        .unusable("`show \(subject)` is not a table and has no column \"\(column)\"")
    }

    package static func noColumn(_ name: String, among names: [String], nearest: String?) -> SessionError {
        .unusable(
            "there is no column \"\(name)\"; the columns are "
                + names.filter { !$0.isEmpty }.joined(separator: ", ") + suggestion(nearest))
    }

    // MARK: - Plots

    package static var noPredictions: SessionError {
        .missing(
            "no predictions to plot: there is no surrogate model while `population litter` is 1",
            try: "population litter 64; evolve 2")
    }

    package static var noTimes: SessionError {
        .unusable("no times to plot: functions of genes are not timed; `plot` draws their best by generation")
    }

    package static var nothingCompared: SessionError {
        .missing("nothing has been compared yet", try: "compare random")
    }

    /// - Parameter fitness: The fitness of the evaluated genomes.
    package static func noImportance(from fitness: [Double]) -> SessionError {
        let reason =
            fitness.isEmpty
            ? "all evaluations failed"
            : Set(fitness).count > 1 ? "there are too few evaluations" : "all genomes are equally fit"
        return .unusable("gene importance cannot be computed: \(reason)")
    }

    package static var noTrainingCurves: SessionError {
        .unusable("this objective trains no networks, so there are no training curves")
    }

    package static var trainingCurvesForgotten: SessionError {
        .missing("the training curves of the fittest are no longer in the memory", try: "reset; evolve 1")
    }

    package static var noMap: SessionError {
        .missing(
            "`plot map` needs a function of two numeric genes",
            try: "genes clear; gene x in -5.0..5.0; gene y in -5.0..5.0; maximize -(x * x + y * y)")
    }
}
