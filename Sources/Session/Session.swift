public import CommandLanguage
import DataSources
import Datasets
import Evolution
import Foundation
public import Memory
import Networks
import Objectives
public import Time

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
    /// How the user likes the prompt.
    public private(set) var preferences = Preferences()
    private let preferencesPath: String?
    private var hasReadPreferences = false
    /// Networks that were trained in full, so that an ensemble need not train them again; derived, never saved.
    var trainings: [Fingerprint: TrainingOutcome] = [:]
    /// The phases that `step` ran, the last one last: what `back` takes back.
    var phases: [PhaseSnapshot] = []
    /// The warnings that were given, so that each is given once.
    var surprisesTold: Set<String> = []
    /// The scripts that are running, the outermost first.
    var running: [RunningScript] = []
    /// The repetitions that the outermost `for` and those within it may still make; nil outside of one.
    var repetitionsLeft: Int?
    /// What `undo` takes back.
    var undoable = UndoHistory()
    /// The files that may be written again without a question.
    var written = WrittenFiles()
    /// Writes what is done, where that was asked for.
    var recorder: Recorder?
    /// The last part that `lesson` gave; nil where it gave none.
    var lastLessonPart: Int?
    /// Where the learner is in the lessons.
    let lessons: LessonProgress
    /// The phases that the last `step` ran.
    var phasesOfLastStep = 0
    /// The evaluators, once some were needed; derived from the state, never saved.
    var evaluatorPool: EvaluatorPool?
    /// The path of this program, for launchers of evaluators.
    let program: String
    /// The path of the program that reads others' files as `reader`; nil to read them in this process.
    let reader: String?
    /// The file of the user's own launchers; nil for none.
    let profiles: String?
    /// The time that `evolve … for` goes by.
    let time: TimeSource
    /// Where what is sought was written, for mistakes in it that show later.
    var objectivePlace: (choice: ObjectiveChoice, place: WrittenPlace)?

    /// A new session.
    ///
    /// - Parameters:
    ///   - processors: the processor's cores; workers by default.
    ///   - seed: the seed of the search.
    ///   - workers: evaluations at once; nil for one a core.
    ///   - memory: what was measured before; by default nothing, and what is measured is kept as long as the session.
    ///   - recovery: saves the session by itself; by default nothing does.
    ///   - preferences: the file that keeps how the user likes the prompt; by default it is forgotten.
    ///   - lessons: the file that keeps which lessons were done; by default it is forgotten.
    ///   - program: the path of the program that launchers start as `evaluator`; by default this one.
    ///   - profiles: the file of the user's own launchers; by default there are none.
    ///   - reader: the path of the program that reads files of others as `reader`; by default they are read in this process.
    ///   - time: the time that `evolve … for` goes by; by default the machine's.
    public init(
        processors: Int, seed: UInt64 = 1, workers: Int? = nil, memory: ScoreMemory = ScoreMemory(),
        recovery: Recovery? = nil, preferences: String? = nil, lessons: String? = nil,
        program: String = UserFolders.program, profiles: String? = nil, reader: String? = nil,
        time: TimeSource = .machine
    ) {
        self.reader = reader
        self.program = program
        self.profiles = profiles
        self.time = time
        self.lessons = LessonProgress(path: lessons)
        preferencesPath = preferences
        self.memory = memory
        self.recovery = recovery
        self.processors = max(1, processors)
        grammar = Grammar(commands: Commands.all, vocabulary: .all(profiles: profiles))
        state.seed = seed
        state.workers = workers
        if seed != 1 { state.transcript.add(.init("seed \(seed)")) }
        if let workers { state.transcript.add(.init("workers \(workers)")) }
    }

    /// Gives commands that are not in a script their `$1`, `$2` …
    public func use(arguments: [String]) { state.variables = state.variables.with(arguments: arguments) }

    /// Changes how the user likes the prompt, in the file too.
    ///
    /// - Returns: a warning where the file cannot be written, which is no reason to stop working.
    @discardableResult
    public func prefer(_ preferences: Preferences) -> String? {
        readPreferences()
        self.preferences = preferences
        guard let preferencesPath else { return nil }
        do {
            try preferences.write(path: preferencesPath)
            return nil
        } catch {
            return "later sessions will not know it: \(preferencesPath) cannot be written: "
                + error.localizedDescription
        }
    }

    /// Reads how the user likes the prompt: only who has a prompt needs to know.
    public func readPreferences() {
        guard let preferencesPath, !hasReadPreferences else { return }
        hasReadPreferences = true
        preferences = Preferences.read(path: preferencesPath)
    }

    /// Where the session is, at a glance.
    public var place: SessionPlace {
        SessionPlace(dataset: state.data?.name, generation: state.evolution?.generation)
    }

    /// The values of `$name`.
    public var variables: Variables { state.variables }

    /// Executes a command and gives what it has to say; it can be undone, and is recorded.
    ///
    /// - Throws: why nothing was changed, in words that a person can act on.
    public func execute(_ parsed: ParsedCommand, _ context: ExecutionContext) async throws(SessionError) -> Report {
        guard let executable = parsed.command as? any Executable else {
            return try await execute(parsed.command, context)
        }
        context.began(parsed.text)
        // Files are named as they were found before the command ran.
        let text = parsed.recorded { absolute($0) }
        let before = state
        do throws(SessionError) {
            let report = try await execute(parsed.command, context)
            note(parsed, executable, text, report, before, context)
            return report
        } catch {
            // What it finished is undone and recorded as that of any other command.
            if case .halted(_, _, let report) = error { note(parsed, executable, text, report, before, context) }
            throw error
        }
    }

    /// Makes a command undoable, and records it.
    private func note(
        _ parsed: ParsedCommand, _ executable: any Executable, _ text: String, _ report: Report, _ before: SessionState,
        _ context: ExecutionContext
    ) {
        guard executable.isOneCommand else { return }
        var before = before
        // What was done is no part of what is taken back.
        if !executable.replacesTranscript { before.transcript = Transcript() }
        if !executable.takesBack, !state.isSame(as: before) {
            undoable.note(text: parsed.text, before: before, replacesTranscript: executable.replacesTranscript)
        }
        if let entry = executable.entry(text, report, in: self) { state.transcript.add(entry) }
        state.transcript.generation = state.evolution?.generation ?? 0
        writeRecord(context)
    }

    /// Executes a command that is neither undone nor recorded.
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
            endUnwantedEvaluators()
            keep(atOnce: ContinuousClock.now - start > Self.work)
            return report
        } catch {
            // A script's finished commands stand; a single command leaves no trace, but for what it had finished.
            if case .halted = error {
                keep(atOnce: true)
            } else if !(command is RunCommand) {
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
        recovery.save(state, memory, atOnce: atOnce)
    }

    /// Keeps the session for `resume` where anything would be lost with it; else takes away what saved itself.
    ///
    /// - Returns: what to say of it; nil for nothing.
    public func leave() -> String? {
        guard let recovery else { return nil }
        guard state.hasWork else {
            recovery.end()
            return nil
        }
        recovery.save(state, memory, atOnce: true)
        return recovery.keep() ? "kept: \(state.title); `resume 1` goes on with it, `resume` lists what is kept" : nil
    }

    /// Saves the session for the next start, which announces it: the process was told to end.
    public func interrupt() {
        keep(atOnce: true)
        _ = recovery?.finish()
    }

    /// Ends what works for the session elsewhere. To be called before the process ends.
    public func close() {
        evaluatorPool?.close()
        evaluatorPool = nil
    }

    /// Reports what happened to the files of the memory and of the session.
    func tellOfMemory(_ context: ExecutionContext) {
        for warning in memory.takeWarnings() + [recovery?.takeWarning()].compactMap({ $0 }) {
            context.report(.warned(warning))
        }
    }
}

/// Where a session is, for a prompt.
public struct SessionPlace: Hashable, Sendable {
    /// The dataset that was loaded.
    public let dataset: String?
    /// The generation that the population is in; nil before there is one.
    public let generation: Int?
}

/// What a command meets while it runs: who is told, and whether it is to stop.
public struct ExecutionContext {
    /// Takes the reports of the commands within a script.
    public let report: (Report) -> Void
    /// Takes word of how far it is, some times a second.
    public let progress: (Progress) -> Void
    /// Whether the user wants it to stop.
    public let isInterrupted: () -> Bool
    /// Asks who is there for a line, and gives it; nil where they want to leave. Nil itself where nobody is there.
    public let ask: ((String) -> String?)?
    /// Takes each command in full words before it runs.
    public let began: (String) -> Void
    /// Takes the failure of a script's command where the script is to go on all the same; nil where it ends with it.
    public let failed: ((ScriptFailure) -> Void)?

    /// A context of closures, all called on the session's thread.
    public init(
        report: @escaping (Report) -> Void, progress: @escaping (Progress) -> Void,
        isInterrupted: @escaping () -> Bool, ask: ((String) -> String?)? = nil,
        began: @escaping (String) -> Void = { _ in },
        failed: ((ScriptFailure) -> Void)? = nil
    ) {
        self.report = report
        self.progress = progress
        self.isInterrupted = isInterrupted
        self.ask = ask
        self.began = began
        self.failed = failed
    }
}

/// A command as Session carries it out: one file each in `Execution/`.
protocol Executable: Command {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report

    /// How it is recorded once it has run; nil where it is not. By default as it was typed.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry?

    /// Whether it is undone and recorded as one; false for what executes other commands.
    var isOneCommand: Bool { get }
    /// Whether it takes other commands back.
    var takesBack: Bool { get }
    /// Whether another session's commands take the place of this one's.
    var replacesTranscript: Bool { get }
}

extension Executable {
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { .init(text) }
    var isOneCommand: Bool { true }
    var takesBack: Bool { false }
    var replacesTranscript: Bool { false }
}
