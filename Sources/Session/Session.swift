public import CommandLanguage
public import CommandParsing
import DataSources
import Datasets
import Evolution
import Foundation
public import Memory
import ModelFiles
import Networks
import Objectives
import Programs
import RemoteEvaluation
public import Reports
import SearchRunner
import Teaching
public import Time

/// One user's session: its state, and the commands that change it.
///
/// Commands go in, reports come out. A command either succeeds or changes nothing. The session is used from one
/// thread; its work on other threads ends before `execute` returns.
public final class Session {
    var state = SessionState()
    /// The loaded data, so that they are read once; derived from the state, never saved.
    var examples: LoadedExamples?
    /// All commands, with the vocabularies of all modules.
    public var grammar: Grammar { commands.grammar }
    /// All commands, ready to be parsed and executed.
    public let commands: CommandTable<ExecutableCommand>
    /// The number of parallel evaluations if the user chose none.
    let processors: Int
    /// The memory (cached results): shared with other sessions, never undone.
    public let memory: ScoreMemory
    /// The automatic saving of the session; nil for none.
    public let recovery: Recovery?
    /// The user's preferences for the prompt.
    public private(set) var preferences = Preferences()
    /// The number of times that the user chose a theme; a choice of the same theme counts too.
    public internal(set) var themeChoices = 0
    private let preferencesPath: String?
    private var hasReadPreferences = false
    /// The results of full trainings, so that an ensemble need not repeat them; derived, never saved.
    var trainings: [Fingerprint: TrainingOutcome] = [:]
    /// The networks of the last `ensemble`, for predictions; derived, never saved.
    var ensemble: [SavedNetwork] = []
    /// The importance of the columns for the current network; derived, never saved.
    var importances: KnownImportances?
    /// The phases that `step` ran and `back` undoes, the last one last.
    var phases: [PhaseSnapshot] = []
    /// The warnings already given, so that each is given once.
    var reportedWarnings: Set<String> = []
    /// Returns true if the user wants the running command to stop.
    private(set) var isInterrupted: () -> Bool = { false }
    /// The running scripts, the outermost first.
    var running: [RunningScript] = []
    /// The number of repetitions left for the outermost `for` and those within it; nil outside of a `for`.
    var repetitionsLeft: Int?
    /// The experiment whose ways are being read; nil for none.
    var draft: ExperimentDraft?
    /// The history for `undo`.
    var undoable = UndoHistory()
    /// The files that may be replaced without a question.
    var written = WrittenFiles()
    /// The recorder of commands; nil if they are not recorded.
    var recorder: Recorder?
    /// The report that is written again while the search runs; nil for none.
    var liveReport: WrittenReport?
    /// True if a command could not continue and its finished work remains, which also the end of a script must not
    /// lose.
    public private(set) var hasHalted = false
    /// The last part that `lesson` showed; nil if it showed none.
    var lastLessonPart: Int?
    /// The lesson that the learner has just finished or left; nil for none.
    var endedLesson: EndedLesson?
    /// The progress of the learner in the lessons.
    let lessons: LessonProgress
    /// The answers of the learner.
    let answers: AnswerBook
    /// The predictions of the learner that the run has not answered yet.
    var predictions: [Prediction] = []
    /// True while a line runs that the learner typed in a lesson.
    var isTypedInLesson = false
    /// The answers to questions that nobody is there to answer; nil for none.
    public var answerLines: AnswerLines?
    /// The number of phases that the last `step` ran.
    var phasesOfLastStep = 0
    /// The number of these phases that the transcript ran already, in a generation that the time limit had stopped.
    var phasesAlreadyRecorded = 0
    /// True if, when the last `evolve` began, the transcript ran a generation that the time limit had stopped.
    var wasTranscriptAhead = false
    /// The evaluators; nil before they are needed. Derived from the state, never saved.
    var evaluatorPool: EvaluatorPool?
    /// The path of this program, for launchers of evaluators.
    let program: String
    /// The path of the program that reads files of other people, started as `reader`; nil to read them in this
    /// process.
    let reader: String?
    /// The file of the user's own launchers; nil for none.
    let profiles: String?
    /// The clock for `evolve … for`.
    let time: TimeSource
    /// The folders in which programs keep what they need to continue; removed when the session ends.
    let checkpoints: CheckpointFolders
    /// The maximum number of programs that pause at a rung.
    let mostPausedPrograms: Int
    /// The position where the objective was written, for mistakes in it that appear later.
    var objectivePosition: (choice: ObjectiveChoice, positions: [TextPosition])?

    /// Creates a session.
    ///
    /// - Parameters:
    ///   - processors: The number of cores, which is the default number of workers.
    ///   - seed: The seed of the search.
    ///   - workers: The number of parallel evaluations; nil for one per core.
    ///   - memory: The cached results; by default an empty memory that lasts as long as the session.
    ///   - recovery: The automatic saving of the session; nil for none.
    ///   - preferences: The file of the user's preferences for the prompt; nil to forget them.
    ///   - lessons: The file of the finished lessons; nil to forget them.
    ///   - answers: The file of the learner's answers; nil to keep them only for this session.
    ///   - program: The path of the program that launchers start as `evaluator`; by default this one.
    ///   - profiles: The file of the user's own launchers; nil for none.
    ///   - reader: The path of the program that reads files of other people, started as `reader`; nil to read them in
    ///     this process.
    ///   - time: The clock for `evolve … for`; by default the machine's.
    ///   - checkpoints: The folder below which programs keep what they need to continue.
    ///   - isEvaluator: True for a process that does not learn which genomes are hopeless, so that it keeps little of
    ///     those that may continue.
    public init(
        processors: Int, seed: UInt64 = 1, workers: Int? = nil, memory: ScoreMemory = ScoreMemory(),
        recovery: Recovery? = nil, preferences: String? = nil, lessons: String? = nil, answers: String? = nil,
        program: String = UserFolders.program, profiles: String? = nil, reader: String? = nil,
        time: TimeSource = .machine, checkpoints: String = UserFolders.checkpoints, isEvaluator: Bool = false
    ) {
        self.checkpoints = CheckpointFolders(in: checkpoints, mostIdle: isEvaluator ? 32 : .max)
        mostPausedPrograms = isEvaluator ? 2 : 16
        self.reader = reader
        self.program = program
        self.profiles = profiles
        self.time = time
        self.lessons = LessonProgress(path: lessons)
        self.answers = AnswerBook(path: answers)
        preferencesPath = preferences
        self.memory = memory
        self.recovery = recovery
        self.processors = max(1, processors)
        commands = Commands.table(vocabulary: .all(profiles: profiles))
        state.seed = seed
        state.workers = workers
        if seed != 1 { state.transcript.add(.init("seed \(seed)")) }
        if let workers { state.transcript.add(.init("workers \(workers)")) }
    }

    /// Sets `$1`, `$2` … for commands outside of scripts.
    public func use(arguments: [String]) { state.variables = state.variables.with(arguments: arguments) }

    /// Sets the user's preferences for the prompt and writes them to their file.
    ///
    /// - Returns: A warning if the file cannot be written; nil otherwise.
    @discardableResult
    public func prefer(_ preferences: Preferences) -> String? {
        readPreferences()
        self.preferences = preferences
        guard let preferencesPath else { return nil }
        do {
            try preferences.write(path: preferencesPath)
            return nil
        } catch {
            return Warning.unsavedPreferences(preferencesPath, error.localizedDescription)
        }
    }

    /// Reads the user's preferences for the prompt. Sessions without a prompt need not call this.
    public func readPreferences() {
        guard let preferencesPath, !hasReadPreferences else { return }
        hasReadPreferences = true
        preferences = Preferences.read(path: preferencesPath)
    }

    /// The dataset and generation of the session, for a prompt.
    public var position: SessionPosition {
        SessionPosition(dataset: state.data?.name, generation: state.evolution?.generation)
    }

    /// The values of `$name`, without those of facts.
    public var variables: Variables {
        var variables = state.variables
        variables.factNames = factNames
        return variables
    }

    /// The exit status of the last command of the system shell; nil before there was one.
    var lastStatus: Int32?
    /// The duration of the last search or training in seconds; nil before there was one.
    var lastSeconds: Double?

    /// Executes a command that can be undone and is recorded, and returns its report.
    ///
    /// - Throws: `SessionError` if the command fails. Nothing has changed then, except for finished work: that of a
    ///   halted command, the earlier commands of a script, and the counts.
    public func execute(_ parsed: ParsedExecutable, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let executable = try parsed.executable()
        context.emit(.began(parsed.text))
        // Paths are resolved as they were before the command ran.
        let text = parsed.recorded { absolute($0) }
        let before = state
        do throws(SessionError) {
            let report = try await execute(executable, context)
            note(parsed, executable, text, report, before, context)
            return report
        } catch {
            // Finished work can be undone and is recorded like that of any other command.
            if case .halted(_, _, let report) = error { note(parsed, executable, text, report, before, context) }
            throw error
        }
    }

    /// Makes a command undoable, and records it.
    private func note(
        _ parsed: ParsedExecutable, _ executable: any Executable, _ text: String, _ report: Report,
        _ before: SessionState, _ context: ExecutionContext
    ) {
        guard executable.isOneCommand else { return }
        var before = before
        // `undo` does not restore the transcript.
        if !executable.replacesTranscript { before.transcript = Transcript() }
        let isUndoable = !executable.takesBack && !state.isSame(as: before)
        let entries = executable.entries(text, report, in: self)
        if isUndoable {
            undoable.note(
                text: parsed.text, before: before, replacesTranscript: executable.replacesTranscript,
                isRecorded: !entries.isEmpty)
        }
        for entry in entries { state.transcript.add(entry) }
        state.transcript.generation = state.evolution?.generation ?? 0
        if !state.isTranscriptAhead { state.recordedGeneration = nil }
        writeRecord(context)
        updateLiveReport(context)
    }

    /// Executes a command without making it undoable or recording it, and returns its report.
    ///
    /// - Throws: `SessionError` if the command fails. Nothing has changed then, except for finished work: that of a
    ///   halted command, the earlier commands of a script, and the counts.
    func execute(_ command: any Executable, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let before = state
        let start = ContinuousClock.now
        let outer = isInterrupted
        isInterrupted = context.isInterrupted
        defer {
            isInterrupted = outer
            reportMemory(context)
        }
        do {
            let report = try await command.execute(in: self, context)
            lastSeconds = report.seconds ?? lastSeconds
            endUnwantedEvaluators()
            keep(atOnce: ContinuousClock.now - start > Self.work)
            return report
        } catch {
            // The finished commands of a script remain. A single command leaves no trace, except for finished work.
            if case .halted = error {
                hasHalted = true
                keep(atOnce: true)
            } else if command.isOneCommand {
                let counts = state.counts
                state = before
                // The counts include finished work even if the command failed.
                state.counts = counts
            }
            throw error
        }
    }

    /// The duration above which the result of a command is saved immediately.
    private static let work = Duration.milliseconds(50)

    /// Ends the evaluators and removes temporary folders. Call this before the process ends.
    public func close() {
        closeEvaluators()
        checkpoints.removeAll()
    }

    /// Removes the folders of programs whose shell was killed.
    public func removeAbandonedCheckpoints() { checkpoints.removeAbandoned() }

    /// Ends the evaluators.
    func closeEvaluators() {
        evaluatorPool?.close()
        evaluatorPool = nil
    }

    /// Reports warnings about the files of the memory and of the session.
    func reportMemory(_ context: ExecutionContext) {
        for warning in memory.takeWarnings() + [recovery?.takeWarning()].compactMap({ $0 }) {
            context.report(.warning(warning))
        }
    }
}
