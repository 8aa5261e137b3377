package import Reports

// The warnings of commands that do not refuse.

extension Report {
    package static func unnamedGene(_ gene: String) -> Report {
        .warning("the command does not name {\(gene)}; the program can read the environment variable NS_\(gene)")
    }

    package static func ignoredSettings(_ names: [String], by strategy: String, with other: String?) -> Report {
        .warning(
            "strategy \(strategy)\(other.map { " with \($0)" } ?? "") ignores "
                + "\(names.joined(separator: ", ")); `help selection` explains the settings")
    }

    package static func roughImportance(evaluations count: Int) -> Report {
        .warning("importance from only \(Numbers.counted(count, "evaluation")) is a rough estimate")
    }

    package static func settledGenes(_ names: [String]) -> Report {
        .warning(
            "settled on one value in the whole population: \(names.joined(separator: ", ")). Such genes "
                + "appear unimportant here; `plot importance by model` estimates the whole search space")
    }

    /// - Parameter line: The script and the line that loads the data.
    package static func otherData(at line: String, recorded: String, found: String) -> Report {
        .warning(
            "\(line): recorded with other data (SHA-256 \(recorded.prefix(12))… there, "
                + "\(found.prefix(12))… here): results will differ")
    }

    package static func recordingStopped(_ error: SessionError) -> Report {
        .warning("\(error.description); recording stopped")
    }

    /// A genome that is used although its generation is not finished.
    package static func unfinishedFittest(_ unfinished: UnfinishedReport) -> Report {
        .warning("this is the best \(unfinished.words); `evolve 1` measures the others")
    }

    package static func liveReportStopped(_ error: SessionError) -> Report {
        .warning("\(error.description); the live report stopped")
    }

    package static func lettersWithoutFont(_ path: String) -> Report {
        .warning(
            "\(path): no font here has some of the letters, so boxes stand for them; install one (Debian: fonts-noto)")
    }

    package static func foreignSession(_ path: String) -> Report { .warning("\(path) was not saved with this memory") }
    package static func foreignUse(_ use: String) -> Report { .warning("this session \(use)") }
}

/// The warnings in the reports of commands.
package enum Warning {
    package static func sharedCores(workers: Int, cores: Int) -> String {
        "\(workers) workers share \(Numbers.counted(cores, "core")); one worker per core is as fast"
    }

    package static let stoppingWithoutRange =
        "all networks are trained alike; try `training epochs 1..27` to end hopeless trainings early"

    package static let otherProcessors = "evaluators on other processors take part: a rerun may differ in the last bits"

    package static func idleWorkers(_ workers: Int, busy: Int, strategy: String) -> String {
        let remedy =
            strategy == "evolution"
            ? "population size \(workers)" : "strategy \(strategy) ahead \(workers)` or `strategy evolution"
        return "only \(busy) of \(workers) workers can be busy: at most \(Numbers.counted(busy, "birth")) "
            + "can be evaluated at once; try `\(remedy)`"
    }

    package static func smallGenus(genomes: Int, population: Int) -> String {
        let count = genomes == 1 ? "is only 1 genome" : "are only \(genomes) genomes"
        // A population of one or two organisms does not evolve.
        let size = genomes / 2 > 2 ? "try `population size \(genomes / 2)`, or " : ""
        return "there \(count), fewer than the population of \(population), so many organisms will be identical; "
            + "\(size)give the genes more values"
    }

    package static let timeLimit = "with a time limit, the results depend on the speed and load of this machine"

    package static func dataUnavailable(_ error: SessionError) -> String {
        "the data cannot be loaded: \(error.description)"
    }

    package static func dataGone(_ name: String, _ error: SessionError) -> String {
        "the data of \(name) cannot be read again: \(error)"
    }

    package static func otherNumerics(script: String, recorded: String, here: String) -> String {
        "\(script) was recorded with \(recorded), but ns uses \(here) here: results may differ"
    }

    package static let noReports =
        "the program printed no line such as `report 7 0.81` while it worked, so ns could not end it early; print such "
        + "lines, or add {epochs} to the command"
    package static let stoppedRefit =
        "stopped before it was trained again on all rows: the network is that of the first training"
    package static func failedRefit(_ error: SessionError) -> String {
        "\(error.description); the network is that of the first training"
    }
    package static let validationLearned =
        "the validation score says nothing: the current network has learned the validation set (`refit`)"
    package static let stoppedByTime = "stopped by the time limit: a rerun may stop at another generation"

    package static func stoppedSeed(_ seed: Int, of seeds: Int) -> String {
        "seed \(seed) of \(seeds) was stopped in its first epoch"
    }

    package static func failedSeed(_ seed: Int, of seeds: Int, _ error: any Error) -> String {
        "seed \(seed) of \(seeds) failed: \(error)"
    }

    package static func unknownName(_ name: String, nearest: String?) -> String {
        "there is no gene or score \"\(name)\" yet" + SessionError.suggestion(nearest)
    }

    /// - Parameter names: At least two names, none of which resembles a known one.
    package static func unknownNames(_ names: [String]) -> String {
        let shown = names.prefix(5).map { "\"\($0)\"" }
        let rest = names.count - shown.count
        let list =
            rest > 0
            ? shown.joined(separator: ", ") + " and \(rest) more"
            : shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
        return "there are no genes or scores \(list) yet"
    }

    package static let unnamedClasses = "the file does not name its classes; they are numbered from 0"

    package static func unsavedPreferences(_ path: String, _ reason: String) -> String {
        "later sessions will not use this setting: \(path) cannot be written: " + reason
    }

    package static var savedEarlier: String {
        "there was no time to save the last changes of so large a session: `resume` continues with an earlier state"
    }

    package static func unsavedSession(_ reason: String) -> String {
        "the session cannot be saved automatically (\(reason)): after a crash `resume` will not find it; "
            + "`save session FILE` saves it"
    }
}
