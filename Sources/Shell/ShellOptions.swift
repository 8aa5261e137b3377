/// What the process was asked to do, and how.
public struct ShellOptions: Sendable {
    /// What is to be executed.
    public enum Work: Hashable, Sendable {
        /// Commands from standard input, typed at a prompt or piped, with what `$1`, `$2` … are in them.
        case input(arguments: [String])
        /// A script with its arguments; then a prompt, where `staysOpen`.
        case script(path: String, arguments: [String], staysOpen: Bool)
        /// Commands from the process's own arguments.
        case commands(String)
        /// A script that is only parsed.
        case check(path: String)
        /// The page that `man ns` shows.
        case manual
    }

    /// What is to be executed.
    public var work = Work.input(arguments: [])
    /// Whether reports, progress and errors are JSON, one object a line.
    public var writesJSON = false
    /// Whether a script goes on after a command that failed.
    public var keepsGoing = false
    /// Whether only what was asked for is shown, and warnings and errors.
    public var isQuiet = false
    /// Whether each command is shown before it is executed.
    public var echoes = false
    /// `auto`, `always` or `never`.
    public var color = "auto"
    /// Whether lines typed at the prompt are kept for later sessions.
    public var keepsHistory = true
    /// The search's seed; nil for 1.
    public var seed: UInt64?
    /// Workers; nil for one a core.
    public var workers: Int?

    /// The file of the memory; nil for none.
    public var memory: String?

    /// Commands from standard input.
    public init() {}
}
