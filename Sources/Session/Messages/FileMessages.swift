import CommandLanguage
import CommandParsing
import Reports

// The errors about files, scripts and saved sessions.

extension SessionError {
    // MARK: - Files

    static func exists(_ path: String) -> SessionError {
        .unusable("\(path) already exists; add `replace` to the command to replace it")
    }

    static func unknownReportFormat(_ path: String) -> SessionError {
        .unusable("\(path): expected a name that ends in .html, .pdf or .md")
    }

    static func liveReportNotHTML(_ path: String) -> SessionError {
        .unusable("\(path): only a page can be live; use a name that ends in .html, or leave out `live`")
    }

    static func notReplaced(_ path: String) -> SessionError { .unusable("\(path) was not replaced") }

    static func notRecorded(_ path: String) -> SessionError {
        .unusable(
            "\(path) was not written by `record` and would be lost; remove it, choose another name, or add `replace`")
    }

    static func unwritable(_ path: String, _ reason: String) -> SessionError {
        .failed("\(path) cannot be written: \(reason)")
    }

    static func unreadable(_ path: String) -> SessionError { .failed("\(path) cannot be read") }

    /// - Parameter ending: The end of the process that read the file: `was killed by signal 9`.
    static func readerCrashed(_ path: String, _ ending: String) -> SessionError {
        .failed(
            "\(path) cannot be read: it is damaged or malicious, or needs more than "
                + "\(Numbers.bytes(ReaderLimits.memory(forNetworkAt: path))) of memory; "
                + "the process that read it \(ending)")
    }

    static func noGeneColumns(_ path: String, genes: String, found: [String]) -> SessionError {
        .unusable("\(path): expected a column for each gene, such as \(genes); found \(found.joined(separator: ", "))")
    }

    static func unusableGenome(_ path: String, line: Int, _ error: any Error) -> SessionError {
        .failed("\(path):\(line): \(error)")
    }

    static func noGenomeRows(_ path: String) -> SessionError {
        .unusable("\(path): expected a row for each genome, found none")
    }

    // MARK: - Scripts

    static func noScript(_ path: String) -> SessionError { .failed("there is no file \(path)") }

    static func unreadableScript(_ path: String, reason: String) -> SessionError {
        .failed("\(path) cannot be read: \(reason); expected a script")
    }

    static func scriptNotText(_ path: String) -> SessionError {
        .failed("\(path) is not a script: expected text in UTF-8, found other bytes")
    }

    /// - Parameter cycle: The paths of the scripts, the first one also at the end.
    static func scriptCycle(_ cycle: [String]) -> SessionError {
        let what = cycle.count == 2 ? "the script runs itself" : "the scripts run in a circle"
        return .unusable("\(what): \(cycle.joined(separator: " → "))")
    }

    static var tooManyRepetitions: SessionError {
        .unusable(
            "loops may run their commands \(Block.maximumRepetitions) times in total, and this limit is reached")
    }

    static var scriptsTooDeep: SessionError {
        .unusable("scripts can run one another at most \(Script.deepest) levels deep")
    }

    static func longValue(of name: String, bytes: Int, limit: Int) -> SessionError {
        // Rounded sizes could look the same.
        .unusable(
            "the value of $\(name) is too long: \(Numbers.grouped(bytes)) bytes, the limit is "
                + "\(Numbers.grouped(limit)); use a file for data of this size")
    }

    // MARK: - Saved sessions

    static var noSessionKept: SessionError { .unusable("there are no recent sessions") }

    static func noSession(_ number: Int, sessions: Int) -> SessionError {
        .unusable("there is no session \(number); `resume` lists \(Numbers.counted(sessions, "session"))")
    }

    static var nothingToResume: SessionError {
        .unusable("no session was interrupted, and there are no recent sessions")
    }
    static var nothingForgotten: SessionError { .unusable("nothing was forgotten") }
    static func unsavable(_ error: any Error) -> SessionError { .failed("the session cannot be saved: \(error)") }

    static func noSession(in path: String, _ reason: String) -> SessionError {
        .failed("\(path) holds no session that this version can read: \(reason)")
    }

    static func foreignSession(_ path: String, uses: [String]) -> SessionError {
        .unusable(
            "\(path) was not saved with this memory, and this session \(uses.joined(separator: "; it ")). If you trust "
                + "its author, add `trust` after the path")
    }

    static func notOpened(_ path: String) -> SessionError { .unusable("\(path) was not opened") }
}
