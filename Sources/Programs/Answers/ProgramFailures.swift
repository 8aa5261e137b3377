import ChildProcesses

// The reasons for which a program measures nothing.

/// The wording of the reasons.
enum ProgramFailures {
    static let nothingPrinted = "it printed nothing, expected a number"
    static let endedTwice = "it ended twice without answering"
    static let severalLines = "it answered with more than one line; expected one line for each line of input"

    static func unrequested(_ line: String) -> String {
        "it wrote \"\(shortened(line))\" without a request; expected one line of output for each line of input"
    }

    static func noAnswer(_ ending: String) -> String { "it gave no answer: \(ending)" }

    static func noAnswer(within seconds: Double) -> String {
        "it gave no answer within \(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") s"
    }

    /// - Parameter verb: How the program answered: `printed`, `answered`.
    static func notNumber(_ line: String, _ verb: String, expected: String = "a number as the last word") -> String {
        "it \(verb) \"\(shortened(line))\", expected \(expected)"
    }

    static func notFinite(_ line: String, _ verb: String) -> String {
        "it \(verb) \"\(shortened(line))\", which is not a finite number"
    }

    static func notAllFinite(_ line: String, _ verb: String) -> String {
        "it \(verb) \"\(shortened(line))\", in which not every number is finite"
    }

    static func notFinite(_ report: ProgramReport) -> String {
        "it reported \(report.value) at epoch \(report.epochs), which is not a finite number"
    }

    static func malformedReport(_ line: String) -> String {
        "it reported \"\(shortened(line))\"; expected an epoch and a value, such as `report 7 0.81`"
    }

    /// Returns a description of the end, with the last line of standard error.
    static func ending(_ end: ChildProcess.End?, lastError: String?) -> String {
        let how =
            switch end {
            case .exited(let status)?: "it exited with status \(status)"
            case .signaled(let signal)?: "it was killed by signal \(signal)"
            case nil: "it closed its output"
            }
        return lastError.map { "\(how): \($0.count > 200 ? $0.prefix(200) + "…" : $0[...])" } ?? how
    }

    // MARK: - Starting

    static func noCheckpoint(_ root: String, _ reason: String) -> String {
        "no folder for its checkpoint could be created in \(root): \(reason)"
    }

    /// Returns a line, or its first 80 characters.
    static func shortened(_ line: String) -> String { line.count > 80 ? line.prefix(80) + "…" : line }
}
