package import Evolution
import Notation
package import Reports
package import SearchRunner

// The lines about a change that a command made, or did not make.

extension Report {
    // MARK: - Search

    package static var stoppedBeforeFirstSearch: Report {
        .message("stopped before the first search was finished; repeat the command to continue with the cached results")
    }

    package static var stoppedInPhase: Report {
        .message("stopped: the population is unchanged; finished evaluations are cached")
    }

    package static func reverted(to evolution: Evolution) -> Report {
        .message("back: the next phase is \(evolution.phase.rawValue), \(evolution.evaluations) births evaluated")
    }

    package static var nothingToReset: Report { .message("there is no population yet; `evolve 10` creates one") }
    package static var reset: Report { .message("the next `evolve` starts with a new population") }

    /// - Parameter effect: The end of the sentence: the generation of the population, if it changed.
    package static func undid(_ command: String, _ effect: String, warnings: [String]) -> Report {
        .message("undid `\(command)`" + effect, warnings: warnings)
    }

    // MARK: - Genes

    /// - Parameter dropped: The end of the sentence, about a population that does not fit any longer.
    package static func defaultGenes(_ count: Int, _ dropped: String) -> Report {
        .message("the \(count) default genes" + dropped)
    }
    package static func noGenes(_ dropped: String) -> Report { .message("no genes" + dropped) }

    // MARK: - Guesses, branches and lessons

    package static var lessonWaits: Report {
        .printed("(Return continues; commands you try do not affect the lesson; Ctrl-D leaves)")
    }

    package static var noGuesses: Report { .message("no guesses yet") }

    package static func marked(generation: Int) -> Report {
        .message("generation \(generation) is marked; `whatif back` returns here and saves the branch")
    }

    /// - Parameter branch: The name and the last generation of the branch that was saved; nil if none was.
    package static func returned(toGeneration generation: Int, saving branch: (name: String, last: Int)?) -> Report {
        .message(
            "back in generation \(generation)"
                + (branch.map { "; the branch to generation \($0.last) is saved as \"\($0.name)\"" }
                    ?? "; no generations since the mark, so no branch is saved"))
    }

    package static var nothingMarked: Report {
        .message("no moment is marked; `whatif mark` marks this one as the start of branches")
    }

    package static var deletedMark: Report { .message("deleted the mark and its branches") }

    package static func leftLesson(_ number: String, in part: Int, of parts: Int) -> Report {
        .message("left lesson \(number) in part \(part) of \(parts); `lesson \(number)` continues with this part")
    }

    package static func leftLesson(_ number: String, after part: Int, of parts: Int) -> Report {
        .message("left lesson \(number) after part \(part) of \(parts); `lesson \(number)` continues there")
    }

    /// - Parameter lessons: The number of lessons.
    package static func finishedLesson(
        _ number: String, through part: Int, of parts: Int, lessons: Int
    ) -> Report {
        .message(
            part < parts
                ? "finished part \(part) of \(parts) of lesson \(number); `lesson \(number)` continues there"
                : Int(number).map { $0 < lessons } ?? true
                    ? "finished lesson \(number)" : "finished lesson \(number), the last one")
    }

    // MARK: - Memory and files

    package static func forgot(evaluations count: Int) -> Report {
        .message("\(Numbers.counted(count, "evaluation")) forgotten")
    }

    package static func deletedSession(_ title: String) -> Report { .message("deleted the saved session: \(title)") }

    package static func recording(to path: String, commands count: Int) -> Report {
        .message(
            "\(Numbers.counted(count, "command")) written to \(path); later commands are written too, until "
                + "`record off`")
    }

    package static func recorded(_ path: String) -> Report {
        .message("\(path) is complete: `ns \(CommandText.word(path))` replays it")
    }
    package static var notRecording: Report { .message("not recording; `record PATH` starts a recording") }
}

/// The notes in the reports of commands and below errors.
package enum Notice {
    package static func keptSession(_ title: String) -> String {
        "session kept: \(title); `resume 1` continues it, `resume` lists kept sessions"
    }

    package static func objectiveStays(_ objective: ObjectiveChoice, usual: ObjectiveChoice, dataset: String) -> String
    {
        "the objective stays `\(objective.description)`, which uses no data; "
            + "`\(usual.description)` tunes a network on \(dataset)"
    }

    package static func keptDownload(of name: String, bytes kept: Int, of bytes: Int) -> String {
        "stopped: \(Numbers.bytes(kept)) of \(Numbers.bytes(bytes)) are kept; `load \(name)` continues from there"
    }
}
