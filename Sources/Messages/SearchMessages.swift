package import Evolution

// The errors about genes, the population and the search.

extension SessionError {
    // MARK: - Objective and population

    package static var noNetworkGenes: SessionError { .missing("there are no genes", try: "genes default") }

    /// - Parameter gene: The name of a gene with numbers as values; nil if there is none.
    package static func noObjective(hasData: Bool, gene: String?) -> SessionError {
        .missing(
            "there is no objective yet",
            try: hasData ? "maximize accuracy" : gene.map { "maximize \($0)" } ?? "load digits")
    }

    /// - Parameter then: The command that creates a population once there is an objective.
    package static func noPopulation(hasObjective: Bool = true, then command: String) -> SessionError {
        .missing("there is no population yet", try: hasObjective ? command : "load digits")
    }

    package static func nothingEvolved(hasObjective: Bool) -> SessionError {
        .missing("nothing has evolved yet", try: hasObjective ? "evolve 10" : "load digits")
    }

    package static var noGenerationFinished: SessionError {
        .missing(
            "no generation is finished yet; `show fittest` shows the best genome measured so far", try: "evolve 1")
    }

    package static var noGenerationTold: SessionError {
        .unusable("no generation is finished yet; report the values of its genomes with `ask` and `tell`")
    }

    package static func noGenomes(hasObjective: Bool) -> SessionError {
        .missing("no genomes have been created yet", try: hasObjective ? "evolve 10" : "load digits")
    }

    package static var noFitnessYet: SessionError { .missing("no genome has a fitness yet", try: "evolve 1") }

    package static var allEvaluationsFailed: SessionError {
        .unusable("no genome has a fitness yet: all evaluations failed")
    }

    package static var onlyHugeValues: SessionError {
        .unusable("there is nothing to draw: all values are beyond ±1e300, which plots leave out")
    }

    package static func noBirth(_ birth: Int, births: Int) -> SessionError {
        .unusable("there is no birth \(birth): births are numbered 0 to \(births - 1) so far")
    }

    package static func noBirth(_ birth: Int, last: Int) -> SessionError {
        .unusable("there is no birth \(birth): the last birth is \(last)")
    }

    package static func unusableWarmStart(_ error: any Error) -> SessionError { .failed("population like: \(error)") }

    package static func searchUnsendable(_ error: any Error) -> SessionError {
        .failed("this search cannot be sent to evaluators: \(error)")
    }

    // MARK: - Phases

    package static func otherPhase(_ phase: String, next: Phase) -> SessionError {
        .missing("the next phase is \(next.rawValue), not \(phase)", try: "step")
    }

    package static func phaseless(_ strategy: Strategy, _ phase: String) -> SessionError {
        .missing("strategy \(strategy.name) has no \(phase)", try: "strategy evolution")
    }

    package static func strangerGuessed(_ birth: Int, phase: String) -> SessionError {
        .missing("birth \(birth) is not in the population", try: "guess \(phase)")
    }

    package static var noPhaseToRevert: SessionError {
        .missing("no phase to revert: the last change of the population was not a `step`", try: "step")
    }

    package static func noneNow(_ organisms: String, next: Phase) -> SessionError {
        .missing("there are no \(organisms) now: the next phase is \(next.rawValue)", try: "step")
    }

    // MARK: - Ask and tell

    package static var noGenomeLeft: SessionError { .unusable("there is no genome left to ask for") }

    package static var severalTold: SessionError {
        .unusable(
            "`tell` gives one value for each genome, so `told` must be the only objective; let a program print several "
                + "numbers instead: `help programs`")
    }

    package static func valuesAreTold(_ objective: String) -> SessionError {
        .unusable("the values of `\(objective)` come from you: use `ask` and `tell`")
    }

    // MARK: - Scripts

    /// - Parameter found: The values of the names in the expression; may be empty.
    package static func notFinite(_ expression: String, found: String) -> SessionError {
        .unusable("\(expression) is not a finite number" + (found.isEmpty ? "" : " for \(found)"))
    }

    package static func exited(_ line: String, status: Int32) -> SessionError {
        .failed("`\(line)` exited with status \(status); `!?` instead of `!` allows this")
    }

    // MARK: - Branches and undo

    package static var nothingToUndo: SessionError { .unusable("there is nothing to undo") }
    package static var nothingMarked: SessionError { .missing("no moment is marked", try: "whatif mark") }
    package static var noMarkToReturnTo: SessionError {
        .missing("no moment is marked to go back to", try: "whatif mark")
    }
    package static var nothingSinceMark: SessionError { .missing("no generations since the mark", try: "evolve 10") }
}
