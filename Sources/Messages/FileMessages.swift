import CommandLanguage
import CommandParsing
import Reports

// The errors about files, scripts and saved sessions.

extension SessionError {
    // MARK: - Files

    package static func exists(_ path: String) -> SessionError {
        .unusable("\(path) already exists; add `replace` to the command to replace it")
    }

    package static func unknownReportFormat(_ path: String) -> SessionError {
        .unusable("\(path): expected a name that ends in .html, .pdf or .md")
    }

    package static func liveReportNotHTML(_ path: String) -> SessionError {
        .unusable("\(path): only a page can be live; use a name that ends in .html, or leave out `live`")
    }

    package static func notReplaced(_ path: String) -> SessionError { .unusable("\(path) was not replaced") }

    package static func notRecorded(_ path: String) -> SessionError {
        .unusable(
            "\(path) was not written by `record` and would be lost; remove it, choose another name, or add `replace`")
    }

    package static func unwritable(_ path: String, _ reason: String) -> SessionError {
        .failed("\(path) cannot be written: \(reason)")
    }

    package static func unreadable(_ path: String) -> SessionError { .failed("\(path) cannot be read") }

    /// - Parameters:
    ///   - memory: The memory in bytes that reading the file may take.
    ///   - ending: The end of the process that read the file: `was killed by signal 9`.
    package static func readerCrashed(_ path: String, memory: Int, _ ending: String) -> SessionError {
        .failed(
            "\(path) cannot be read: it is damaged or malicious, or needs more than "
                + "\(Numbers.bytes(memory)) of memory; "
                + "the process that read it \(ending)")
    }

    package static func noGeneColumns(_ path: String, genes: String, found: [String]) -> SessionError {
        .unusable("\(path): expected a column for each gene, such as \(genes); found \(found.joined(separator: ", "))")
    }

    package static func unusableGenome(_ path: String, line: Int, _ error: any Error) -> SessionError {
        .failed("\(path):\(line): \(error)")
    }

    package static func noGenomeRows(_ path: String) -> SessionError {
        .unusable("\(path): expected a row for each genome, found none")
    }

    // MARK: - Scripts

    package static func noScript(_ path: String) -> SessionError { .failed("there is no file \(path)") }

    package static func unreadableScript(_ path: String, reason: String) -> SessionError {
        .failed("\(path) cannot be read: \(reason); expected a script")
    }

    package static func scriptNotText(_ path: String) -> SessionError {
        .failed("\(path) is not a script: expected text in UTF-8, found other bytes")
    }

    /// - Parameter cycle: The paths of the scripts, the first one also at the end.
    package static func scriptCycle(_ cycle: [String]) -> SessionError {
        let what = cycle.count == 2 ? "the script runs itself" : "the scripts run in a circle"
        return .unusable("\(what): \(cycle.joined(separator: " → "))")
    }

    package static var tooManyRepetitions: SessionError {
        .unusable(
            "loops may run their commands \(Block.maximumRepetitions) times in total, and this limit is reached")
    }

    package static func scriptsTooDeep(deepest: Int) -> SessionError {
        .unusable("scripts can run one another at most \(deepest) levels deep")
    }

    package static func longValue(of name: String, bytes: Int, limit: Int) -> SessionError {
        // Rounded sizes could look the same.
        .unusable(
            "the value of $\(name) is too long: \(Numbers.grouped(bytes)) bytes, the limit is "
                + "\(Numbers.grouped(limit)); use a file for data of this size")
    }

    // MARK: - Saved sessions

    package static var noSessionKept: SessionError { .unusable("there are no recent sessions") }

    package static func noSession(_ number: Int, sessions: Int) -> SessionError {
        .unusable("there is no session \(number); `resume` lists \(Numbers.counted(sessions, "session"))")
    }

    package static var nothingToResume: SessionError {
        .unusable("no session was interrupted, and there are no recent sessions")
    }
    package static var nothingForgotten: SessionError { .unusable("nothing was forgotten") }
    package static func unsavable(_ error: any Error) -> SessionError {
        .failed("the session cannot be saved: \(error)")
    }

    package static func noSession(in path: String, _ reason: String) -> SessionError {
        .failed("\(path) holds no session that this version can read: \(reason)")
    }

    package static func foreignSession(_ path: String, uses: [String]) -> SessionError {
        .unusable(
            "\(path) was not saved with this memory, and this session \(uses.joined(separator: "; it ")). If you trust "
                + "its author, add `trust` after the path")
    }

    package static func notOpened(_ path: String) -> SessionError { .unusable("\(path) was not opened") }
}
