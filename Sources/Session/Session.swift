import CommandLanguage
public import CommandParsing
import DataSources
import Datasets
import Evolution
import Foundation
public import Memory
package import Messages
package import ModelFiles
package import Networks
package import Objectives
package import Programs
package import RemoteEvaluation
import Reports
package import SearchRunner
public import SessionState
package import Teaching
public import Time

/// One user's session: its state, and the commands that change it.
///
/// Commands go in, reports come out. A command either succeeds or changes nothing. The session is used from one
/// thread; its work on other threads ends before `execute` returns.
public final class Session {
    package var state = SessionState()
    /// The loaded data, so that they are read once; derived from the state, never saved.
    package var examples: LoadedExamples?
    /// All commands, with the vocabularies of all modules.
    public var grammar: Grammar { commands.grammar }
    /// All commands, ready to be parsed and executed.
    public let commands: CommandTable<ExecutableCommand>
    /// The number of parallel evaluations if the user chose none.
    package let processors: Int
    /// The memory (cached results): shared with other sessions, never undone.
    public let memory: ScoreMemory
    /// The automatic saving of the session; nil for none.
    public let recovery: Recovery?
    /// The user's preferences for the prompt.
    public private(set) var preferences = Preferences()
    /// The number of times that the user chose a theme; a choice of the same theme counts too.
    public package(set) var themeChoices = 0
    private let preferencesPath: String?
    private var hasReadPreferences = false
    /// The results of full trainings, so that an ensemble need not repeat them; derived, never saved.
    package var trainings: [Fingerprint: TrainingOutcome] = [:]
    /// The networks of the last `ensemble`, for predictions; derived, never saved.
    package var ensemble: [SavedNetwork] = []
    /// The importance of the columns for the current network; derived, never saved.
    package var importances: KnownImportances?
    /// The phases that `step` ran and `back` undoes, the last one last.
    package var phases: [PhaseSnapshot] = []
    /// The warnings already given, so that each is given once.
    package var reportedWarnings: Set<String> = []
    /// Returns true if the user wants the running command to stop.
    package var isInterrupted: () -> Bool = { false }
    /// The running scripts, the outermost first.
    package var running: [RunningScript] = []
    /// The number of repetitions left for the outermost `for` and those within it; nil outside of a `for`.
    package var repetitionsLeft: Int?
    /// The experiment whose ways are being read; nil for none.
    package var draft: ExperimentDraft?
    /// The history for `undo`.
    package var undoable = UndoHistory()
    /// The files that may be replaced without a question.
    var written = WrittenFiles()
    /// The recorder of commands; nil if they are not recorded.
    package var recorder: Recorder?
    /// The report that is written again while the search runs; nil for none.
    package var liveReport: WrittenReport?
    /// True if a command could not continue and its finished work remains, which also the end of a script must not
    /// lose.
    public package(set) var hasHalted = false
    /// The last part that `lesson` showed; nil if it showed none.
    package var lastLessonPart: Int?
    /// The lesson that the learner has just finished or left; nil for none.
    package var endedLesson: EndedLesson?
    /// The progress of the learner in the lessons.
    package let lessons: LessonProgress
    /// The answers of the learner.
    package let answers: AnswerBook
    /// The predictions of the learner that the run has not answered yet.
    package var predictions: [Prediction] = []
    /// True while a line runs that the learner typed in a lesson.
    package var isTypedInLesson = false
    /// The answers to questions that nobody is there to answer; nil for none.
    public var answerLines: AnswerLines?
    /// The number of phases that the last `step` ran.
    package var phasesOfLastStep = 0
    /// The number of these phases that the transcript ran already, in a generation that the time limit had stopped.
    package var phasesAlreadyRecorded = 0
    /// True if, when the last `evolve` began, the transcript ran a generation that the time limit had stopped.
    package var wasTranscriptAhead = false
    /// The evaluators; nil before they are needed. Derived from the state, never saved.
    package var evaluatorPool: EvaluatorPool?
    /// The path of this program, for launchers of evaluators.
    package let program: String
    /// The path of the program that reads files of other people, started as `reader`; nil to read them in this
    /// process.
    package let reader: String?
    /// The file of the user's own launchers; nil for none.
    package let profiles: String?
    /// The clock for `evolve … for`.
    package let time: TimeSource
    /// The folders in which programs keep what they need to continue; removed when the session ends.
    package let checkpoints: CheckpointFolders
    /// The maximum number of programs that pause at a rung.
    package let mostPausedPrograms: Int
    /// The position where the objective was written, for mistakes in it that appear later.
    package var objectivePosition: (choice: ObjectiveChoice, positions: [TextPosition])?

    /// Creates a session.
    ///
    /// - Parameters:
    ///   - commands: The commands that it executes.
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
        commands: CommandTable<ExecutableCommand>, processors: Int, seed: UInt64 = 1, workers: Int? = nil,
        memory: ScoreMemory = ScoreMemory(),
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
        self.commands = commands
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
    package var lastStatus: Int32?
    /// The duration of the last search or training in seconds; nil before there was one.
    package var lastSeconds: Double?

    /// Ends the evaluators and removes temporary folders. Call this before the process ends.
    public func close() {
        closeEvaluators()
        checkpoints.removeAll()
    }

    /// Removes the folders of programs whose shell was killed.
    public func removeAbandonedCheckpoints() { checkpoints.removeAbandoned() }

    /// Ends the evaluators.
    package func closeEvaluators() {
        evaluatorPool?.close()
        evaluatorPool = nil
    }

    /// Reports warnings about the files of the memory and of the session.
    package func reportMemory(_ context: ExecutionContext) {
        for warning in memory.takeWarnings() + [recovery?.takeWarning()].compactMap({ $0 }) {
            context.report(.warning(warning))
        }
    }
}
