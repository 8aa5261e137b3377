public import CommandLanguage

/// Why a command changed nothing.
public enum SessionError: Error, Sendable {
    /// Something is missing first: what, and what to try.
    case missing(String, try: String)
    /// A value that fits its place in the language but not the session.
    case unusable(String)
    /// Another room's error, in its own words.
    case failed(String)
    /// A mistake in what was written, here or by an earlier command: where it stands.
    case mistake(Diagnostic)
    /// The work could not go on: why, and what to do about it in lines below; what it had finished is kept, and is reported here.
    case halted(String, notes: [String], Report)
    /// An expectation of a script does not hold.
    case expectation(condition: String, found: String)
    /// A command of a script failed, or the script is malformed: where, and through which scripts it was reached.
    indirect case script(ScriptFailure)
    /// The work was stopped by Ctrl-C; what was kept has been reported.
    case interrupted
}

/// A mistake in a script, with the way that led there.
public struct ScriptFailure: Error, Sendable {
    /// What went wrong: the words as they stand, or the command as it ran.
    public enum Cause: Sendable {
        /// Malformed: nothing of the script was executed.
        case malformed([Diagnostic])
        /// This command failed.
        case failed(Diagnostic)
        /// It was stopped by Ctrl-C.
        case interrupted
    }

    /// What went wrong.
    public let cause: Cause
    /// The scripts that led there, the innermost first: `run by tune.ns:3`.
    public let reachedThrough: [String]
}

extension SessionError: CustomStringConvertible {
    /// The lines below the message.
    public var notes: [String] { if case .halted(_, let notes, _) = self { notes } else { [] } }

    /// The message a person reads, without its place and notes.
    public var description: String {
        switch self {
        case .missing(let what, let suggestion): "\(what); try `\(suggestion)`"
        case .unusable(let message), .failed(let message), .halted(let message, _, _): message
        case .mistake(let diagnostic): diagnostic.summary
        case .expectation(let condition, let found): "expected \(condition), found \(found)"
        case .script(let failure):
            switch failure.cause {
            case .malformed(let diagnostics): diagnostics.first?.summary ?? "the script is malformed"
            case .failed(let diagnostic): diagnostic.summary
            case .interrupted: "stopped"
            }
        case .interrupted: "stopped"
        }
    }
}
