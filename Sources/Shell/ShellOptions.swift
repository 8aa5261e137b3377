import CommandLanguage
public import CommandParsing

/// The options of the process.
public struct ShellOptions: Sendable {
    /// The work of the process.
    public enum Work: Hashable, Sendable {
        /// Commands from standard input, typed at a prompt or piped, with the values of `$1`, `$2` ….
        case input(arguments: [String])
        /// A script with its arguments, followed by a prompt if `staysOpen`.
        case script(path: String, arguments: [String], staysOpen: Bool)
        /// Commands from the process's own arguments.
        case commands(String)
        /// A script that is only parsed.
        case check(path: String)
        /// The manual page of `man ns`.
        case manual
        /// The syntax file of an editor.
        case syntax(SyntaxDefinition.Format)
    }

    /// The work of the process.
    public var work = Work.input(arguments: [])
    /// True if reports, progress and errors are written as JSON, one object per line.
    public var writesJSON = false
    /// True if a script continues after a failed command.
    public var keepsGoing = false
    /// True if only requested output, warnings and errors are shown.
    public var isQuiet = false
    /// True if each command is shown before it is executed.
    public var echoes = false
    /// The use of colours: `auto`, `always` or `never`.
    public var color = "auto"
    /// True if nothing is redrawn and plots are sentences.
    public var isPlain = false
    /// True if lines typed at the prompt are kept for later sessions.
    public var keepsHistory = true
    /// The seed of the search; nil for 1.
    public var seed: UInt64?
    /// The number of workers; nil for one per core.
    public var workers: Int?

    /// The file of answers to questions, one a line; nil for none.
    public var answers: String?
    /// The file of the memory; nil for none.
    public var memory: String?

    /// Creates the default options: commands from standard input.
    public init() {}
}
