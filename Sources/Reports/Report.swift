public import CommandParsing
public import HelpPages
public import Memory
public import Plots

/// The result of a command as values: Shell renders it for people, `--json` for programs.
public enum Report: Sendable {
    /// No output.
    case nothing
    /// One line about a change, with warnings.
    case message(String, warnings: [String] = [])
    /// Something worth knowing while a command runs, such as the estimated duration of a search.
    case notice(String)
    /// A warning about something that changed nothing.
    case warning(String)
    /// The contents of the memory (cached results), and what it saved.
    case memory(MemoryFacts)
    /// A saved session was opened.
    case opened(OpenedReport)
    /// A dataset was loaded.
    case loaded(DataReport)
    /// A dataset in full: its split, classes and some samples.
    case data(DataReport)
    /// Settings by name.
    case settings(SettingsReport)
    /// Some generations were evolved.
    case evolved(EvolvedReport)
    /// Genomes for another program to evaluate.
    case asked(AskedReport)
    /// The outcome of such a genome was taken.
    case told(ToldReport)
    /// A phase was run.
    case step(StepReport)
    /// The user guessed which organisms would be chosen.
    case guess(GuessReport)
    /// A question to the learner.
    case question(QuestionReport)
    /// The learner answered a question.
    case answer(AnswerReport)
    /// The evolution was compared with another search of the same length.
    case comparison(ComparisonReport)
    /// Several ways to search were compared over seeds.
    case experiment(ExperimentReport)
    /// The origin of an organism.
    case story(StoryReport)
    /// The best genome so far.
    case fittest(FittestReport)
    /// Rows and columns.
    case table(TableReport)
    /// The worst predictions of the current network, with their images.
    case mistakes(MistakesReport)
    /// A figure for the terminal.
    case figure(Figure)
    /// A file was written.
    case written(path: String, what: String)
    /// A network was trained in full.
    case trained(TrainedReport)
    /// A network was opened.
    case network(NetworkReport)
    /// The current network was scored on the data.
    case scored(ScoredReport)
    /// The current network predicted new samples.
    case predicted(PredictedReport)
    /// The mean of several networks was scored.
    case ensemble(EnsembleReport)
    /// Help on a command, or the list of all.
    case help(HelpReport)
    /// A text to print verbatim.
    case printed(String)
    /// A pause until the user presses Return, if there is a user.
    case pause(String)
    /// A command line for the user's shell.
    case shell(String)
    /// The user's shell ran a command line.
    case ran(line: String, output: String, status: Int)
    /// The screen is to be cleared.
    case clearing
    /// The user wants to leave.
    case leave

    /// The duration of a search or training in seconds; nil for other commands.
    package var seconds: Double? {
        switch self {
        case .evolved(let report): report.seconds
        case .trained(let report): report.seconds
        case .ensemble(let report): report.seconds
        case .comparison(let report): report.seconds
        case .experiment(let report): report.seconds
        default: nil
        }
    }
}

/// Settings by name.
public struct SettingsReport: Codable, Hashable, Sendable {
    /// One setting.
    public struct Row: Codable, Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value as it is typed.
        public let value: String
        /// True if the user never set it.
        public let isDefault: Bool

        package init(name: String, value: String, isDefault: Bool) {
            self.name = name
            self.value = value
            self.isDefault = isDefault
        }
    }

    /// The group of the settings.
    public let title: String
    /// The settings.
    public let rows: [Row]

    package init(title: String, rows: [Row]) {
        self.title = title
        self.rows = rows
    }
}

/// A table with a title.
public struct TableReport: Codable, Hashable, Sendable {
    /// The title.
    public let title: String
    /// The table.
    public let table: Table

    /// Creates a table with a title.
    public init(title: String, table: Table) {
        self.title = title
        self.table = table
    }
}

/// Help on one command, on a page, or on all.
public enum HelpReport: Sendable {
    /// All commands by topic, and the pages.
    case overview([(topic: String, commands: [(name: String, summary: String)])], pages: [HelpPage])
    /// One command.
    case command(CommandGrammar)
    /// A word, value or setting of a command.
    case part(of: CommandGrammar, text: String, help: String)
    /// A page about more than one command.
    case page(HelpPage)
    /// The words of a search and the lines that contain them.
    case found(String, [HelpFinding])
}

/// A saved session that was opened.
public struct OpenedReport: Codable, Hashable, Sendable {
    /// The title: `digits, maximize accuracy, generation 7 of 10`.
    public let title: String
    /// The generation of its population.
    public let generation: Int
    /// The number of generations that its last `evolve` did not reach.
    public let remaining: Int
    /// True if it contains a trained network.
    public let hasTrainedNetwork: Bool
    /// The warnings.
    public let warnings: [String]

    package init(title: String, generation: Int, remaining: Int, hasTrainedNetwork: Bool, warnings: [String]) {
        self.title = title
        self.generation = generation
        self.remaining = remaining
        self.hasTrainedNetwork = hasTrainedNetwork
        self.warnings = warnings
    }
}
