public import Reports

/// An event while a command runs.
public enum CommandEvent {
    /// A command begins, in full words.
    case began(String)
    /// A report of the command, or of a command within a script.
    case report(Report)
    /// The progress of long work, several times a second.
    case progress(WorkProgress)
    /// The failure of a script's command after which the script continues.
    case failure(ScriptFailure)
}

/// The environment of a running command: the receiver of its events, and the user.
public struct ExecutionContext {
    /// Receives all events in the order in which they happen.
    public let emit: (CommandEvent) -> Void
    /// Returns true if the user wants the command to stop.
    public let isInterrupted: () -> Bool
    /// Asks the user for a line and returns it, or nil if the user wants to leave. The closure is nil if nobody is
    /// there.
    public let ask: ((String) -> String?)?
    /// Runs a line in the system shell and returns its exit status; nil if the receiver of the reports runs it.
    public let runShell: ((String) -> Int32)?
    /// Returns the lines of a report as a terminal of 80 columns shows them; nil if nobody can write them.
    public let written: ((Report) -> [String])?
    /// True if a script continues after a command that fails; false if it ends with it.
    public let continuesAfterFailures: Bool

    /// Creates a context of closures, all called on the session's thread.
    public init(
        isInterrupted: @escaping () -> Bool, ask: ((String) -> String?)? = nil,
        runShell: ((String) -> Int32)? = nil, continuesAfterFailures: Bool = false,
        written: ((Report) -> [String])? = nil,
        emit: @escaping (CommandEvent) -> Void
    ) {
        self.emit = emit
        self.isInterrupted = isInterrupted
        self.ask = ask
        self.runShell = runShell
        self.continuesAfterFailures = continuesAfterFailures
        self.written = written
    }

    /// Gives a report.
    package func report(_ report: Report) { emit(.report(report)) }

    /// Gives the progress of long work.
    package func progress(_ progress: WorkProgress) { emit(.progress(progress)) }

    /// Returns the context of commands that ask nobody and end at their first failure.
    ///
    /// - Parameter isShown: Whether an event is passed on.
    package func unattended(showing isShown: @escaping (CommandEvent) -> Bool) -> ExecutionContext {
        ExecutionContext(isInterrupted: isInterrupted, runShell: runShell, written: written) { [emit] event in
            if isShown(event) { emit(event) }
        }
    }
}
