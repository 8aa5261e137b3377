/// What the process was asked to do, and how.
public struct ShellOptions: Sendable {
    /// What is to be executed.
    public enum Work: Hashable, Sendable {
        /// Commands from standard input: typed at a prompt, or piped.
        case input
        /// A script with its arguments; then a prompt, where `staysOpen`.
        case script(path: String, arguments: [String], staysOpen: Bool)
        /// Commands from the process's own arguments.
        case commands(String)
        /// A script that is only parsed.
        case check(path: String)
    }

    /// What is to be executed.
    public var work = Work.input
    /// Whether reports, progress and errors are JSON, one object a line.
    public var writesJSON = false
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
