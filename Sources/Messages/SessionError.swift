import CommandLanguage
public import CommandParsing
public import Reports

/// The error of a command, which changed nothing unless a case says otherwise.
public enum SessionError: Error, Sendable {
    /// Something is missing: a description, and a command to try.
    case missing(String, try: String)
    /// A value is valid in the language, but not in this session.
    case unusable(String)
    /// Another module's error, in its own words.
    case failed(String)
    /// A mistake in the text of this or an earlier command, with its position.
    case mistake(Diagnostic)
    /// The work could not continue: the reason, advice in notes, and a report of the finished work, which is kept.
    case halted(String, notes: [String], Report)
    /// An expectation of a script does not hold.
    case expectation(condition: String, found: String)
    /// A command of a script failed, or the script is malformed; with the position and the scripts that led there.
    indirect case script(ScriptFailure)
    /// Ctrl-C stopped the work; results that were kept have been reported.
    case interrupted
}

/// A failure in a script, with the scripts that led there.
public struct ScriptFailure: Error, Sendable {
    /// The cause of a failure: a mistake in the text, or a command that failed.
    public enum Cause: Sendable {
        /// The script is malformed; none of its commands was executed.
        case malformed([Diagnostic])
        /// This command failed.
        case failed(Diagnostic)
        /// Ctrl-C stopped the script.
        case interrupted
    }

    /// The cause of the failure.
    public let cause: Cause
    /// The scripts that led there, the innermost first: `run by tune.ns:3`.
    public let reachedThrough: [String]

    package init(cause: Cause, reachedThrough: [String]) {
        self.cause = cause
        self.reachedThrough = reachedThrough
    }
}

extension SessionError: CustomStringConvertible {
    /// The lines below the message.
    public var notes: [String] { if case .halted(_, let notes, _) = self { notes } else { [] } }

    /// The message, without its position and notes.
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
