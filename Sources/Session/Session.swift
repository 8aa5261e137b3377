public import CommandLanguage
import DataSources
import Datasets
import Evolution
public import Memory
import Networks

/// One user's session: its state, and the commands that change it.
///
/// Commands go in, reports come out. A command either succeeds or changes nothing. The session is used from one thread;
/// what it starts on others comes back before `execute` returns.
public final class Session {
    var state = SessionState()
    /// Data that was read, so that it is read once; derived from the state, never saved.
    var examples: LoadedExamples?
    /// All commands, with the words of all rooms.
    public let grammar: Grammar
    /// The number of evaluations at once where the user chose none.
    let processors: Int
    /// What was ever measured: shared with other sessions, never undone.
    public let memory: ScoreMemory
    /// Saves the session by itself; nil where that is not wanted.
    public let recovery: Recovery?
    /// The phases that `step` ran, the last one last: what `back` takes back.
    var phases: [PhaseSnapshot] = []
    /// The scripts that are running, the outermost first.
    var running: [RunningScript] = []

    /// A new session.
    ///
    /// - Parameters:
    ///   - processors: the processor's cores; workers by default.
    ///   - seed: the seed of the search.
    ///   - workers: evaluations at once; nil for one a core.
    ///   - memory: what was measured before; by default nothing, and what is measured is kept as long as the session.
    ///   - recovery: saves the session by itself; by default nothing does.
    public init(
        processors: Int, seed: UInt64 = 1, workers: Int? = nil, memory: ScoreMemory = ScoreMemory(),
        recovery: Recovery? = nil
    ) {
        self.memory = memory
        self.recovery = recovery
        self.processors = max(1, processors)
        grammar = Grammar(vocabulary: .all)
        state.seed = seed
        state.workers = workers
    }

    /// The genes' names, for completion.
    public var geneNames: [String] { state.genes.genes.map(\.name) }

    /// The values of `$name`.
    public var variables: Variables { state.variables }

    /// Executes a command and gives what it has to say.
    ///
    /// - Throws: why nothing was changed, in words that a person can act on.
    public func execute(_ command: any Command, _ context: ExecutionContext) async throws(SessionError) -> Report {
        guard let executable = command as? any Executable else {
            throw .unusable("\"\(type(of: command).grammar.name)\" cannot be executed")
        }
        let before = state
        let start = ContinuousClock.now
        defer { tellOfMemory(context) }
        do {
            let report = try await executable.execute(in: self, context)
            keep(atOnce: ContinuousClock.now - start > Self.work)
            return report
        } catch {
            // A script's finished commands stand; a single command leaves no trace.
            if !(command is RunCommand) {
                let counts = state.counts
                state = before
                // What was finished stays, whatever became of the command.
                state.counts = counts
            }
            throw error
        }
    }

    /// A command that took longer has worked: what it gave is saved at once.
    private static let work = Duration.milliseconds(50)

    /// Saves the session by itself, where there is something to go on with.
    private func keep(atOnce: Bool) {
        guard let recovery, state.data != nil || state.objective != nil else { return }
        recovery.save(state, evaluations: memory.unsaved, atOnce: atOnce)
    }

    /// Tells what happened to the memory's file.
    func tellOfMemory(_ context: ExecutionContext) {
        for warning in memory.takeWarnings() { context.report(.warned(warning)) }
    }
}

/// What a command meets while it runs: who is told, and whether it is to stop.
public struct ExecutionContext {
    /// Takes the reports of the commands within a script.
    public let report: (Report) -> Void
    /// Takes word of how far it is, some times a second.
    public let progress: (Progress) -> Void
    /// Whether the user wants it to stop.
    public let isInterrupted: () -> Bool

    /// A context of three closures, all called on the session's thread.
    public init(
        report: @escaping (Report) -> Void, progress: @escaping (Progress) -> Void,
        isInterrupted: @escaping () -> Bool
    ) {
        self.report = report
        self.progress = progress
        self.isInterrupted = isInterrupted
    }
}

/// A command as Session carries it out: one file each in `Execution/`.
protocol Executable: Command {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report
}
