public import Expressions

/// A launcher that ns knows by a word: the word, its help and its command, in a file of its own in `Kinds`.
///
/// Parsing, completion and help of `workers … on` read it from `all`.
///
///     let mpi = LauncherKind("mpi", "processes that MPI places", command: "mpirun -n 1 {ns} evaluator")
///     let launcher = try Launcher(profile: LauncherProfile(mpi), places: [])
public struct LauncherKind: Sendable {
    /// The word after `on`.
    public let name: String
    /// A line of help.
    public let summary: String
    /// The command line that starts an evaluator; see `Launcher` for the names in braces.
    public let command: String

    /// Creates a kind of launcher.
    public init(_ name: String, _ summary: String, command: String) {
        self.name = name
        self.summary = summary
        self.command = command
    }

    /// All kinds, in the order of `help workers`.
    public static let all: [LauncherKind] = [.kubernetes, .processes, .slurm, .ssh]
}

extension LauncherProfile {
    /// Creates the profile of a kind.
    ///
    /// - Throws: `ExpressionError` if its command is malformed.
    public init(_ kind: LauncherKind) throws(ExpressionError) {
        self.init(name: kind.name, summary: kind.summary, command: try CommandTemplate(parsing: kind.command))
    }
}
