package import CommandLanguage
package import Messages
package import Reports
package import SessionState

/// A command that a session can execute; each has a file in `SearchCommands`, `ResultCommands` or `Scripts`.
package protocol Executable: SessionCommand {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report

    /// Returns the transcript entry of the executed command, by default as it was typed; nil if it is not recorded.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry?

    /// Returns all transcript entries of the executed command, by default the single one.
    func entries(_ text: String, _ report: Report, in session: Session) -> [Transcript.Entry]

    /// The role between `experiment` and `end`.
    var roleInExperiment: RoleInExperiment { get }
    /// True if it is undone and recorded as one command; false if it executes other commands.
    var isOneCommand: Bool { get }
    /// True if it undoes other commands.
    var takesBack: Bool { get }
    /// True if the commands of another session replace those of this one.
    var replacesTranscript: Bool { get }
}

extension Executable {
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { .init(text) }
    package func entries(_ text: String, _ report: Report, in session: Session) -> [Transcript.Entry] {
        [entry(text, report, in: session)].compactMap { $0 }
    }
    package var meaning: CommandMeaning { .execution(self) }
    package var roleInExperiment: RoleInExperiment { .other }
    package var isOneCommand: Bool { true }
    package var takesBack: Bool { false }
    package var replacesTranscript: Bool { false }
}

/// The role of a command between `experiment` and `end`.
package enum RoleInExperiment {
    /// It begins a way.
    case way(WayCommand)
    /// It sets a variable.
    case assignment
    /// It changes the settings of a search, but neither data nor objective: ways may differ in it.
    case setting
    /// It does not belong there.
    case other
}
