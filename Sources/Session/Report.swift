public import CommandLanguage
public import Memory
public import Plots

/// What a command has to say, as values: Shell renders it for people, `--json` for programs.
public enum Report: Sendable {
    /// Nothing to say.
    case nothing
    /// One line about what changed, and warnings about what will surprise.
    case said(String, warnings: [String] = [])
    /// Something that a person has to know and that changed nothing.
    case warned(String)
    /// What is remembered, and what that saved.
    case memory(MemoryFacts)
    /// A saved session was opened.
    case opened(OpenedReport)
    /// A dataset was loaded.
    case loaded(DataReport)
    /// A dataset in full: its parts, classes and some samples.
    case data(DataReport)
    /// Settings by name.
    case settings(SettingsReport)
    /// Some generations were evolved.
    case evolved(EvolvedReport)
    /// A phase was run.
    case step(StepReport)
    /// Somebody guessed who would be chosen.
    case guess(GuessReport)
    /// Another search had as many evaluations.
    case comparison(ComparisonReport)
    /// How an organism came to be.
    case story(StoryReport)
    /// The best genome so far.
    case fittest(FittestReport)
    /// Rows and columns.
    case table(TableReport)
    /// A figure for the terminal.
    case figure(Figure)
    /// A file was written.
    case written(path: String, what: String)
    /// A network was trained in full.
    case trained(TrainedReport)
    /// A network was opened.
    case network(NetworkReport)
    /// The network at hand was scored on the data.
    case scored(ScoredReport)
    /// What the network at hand says of new samples.
    case predicted(PredictedReport)
    /// Several networks together.
    case ensemble(EnsembleReport)
    /// Help on a command, or the list of all.
    case help(HelpReport)
    /// A text to be printed as it is.
    case printed(String)
    /// The user is to press Return, where somebody is there.
    case pause(String)
    /// A line for the user's other shell.
    case shell(String)
    /// The user's other shell ran a line.
    case ran(line: String, output: String, status: Int)
    /// The user wants to leave.
    case leave
}

/// A dataset's shape and parts.
public struct DataReport: Codable, Hashable, Sendable {
    /// A number that is to be learned.
    public struct Amount: Codable, Hashable, Sendable {
        /// The label's name.
        public let name: String
        /// The least of all samples.
        public let least: Double
        /// The greatest of all samples.
        public let greatest: Double
        /// The mean of all samples.
        public let mean: Double
        /// Their standard deviation.
        public let deviation: Double
    }

    /// The word it was loaded by.
    public let name: String
    /// The number of samples that are used, as `limit` has it.
    public let count: Int
    /// The number of samples that there are in all.
    public let total: Int
    /// `28×28×1`, or `13 columns`.
    public let shape: String
    /// Whether the samples are images.
    public let isImages: Bool
    /// The classes by name; empty for regression.
    public let classes: [String]
    /// How many samples of each class there are.
    public let classCounts: [Int]
    /// The numbers that are to be learned; empty for classes.
    public let amounts: [Amount]
    /// The names of a table's columns, the label first; empty for images.
    public let columns: [String]
    /// The kinds of a table's columns in short; nil for other data.
    public let columnSummary: String?
    /// The decisions that were taken while the data were read, a sentence each.
    public let remarks: [String]
    /// What may be wrong with the data, or with a decision, a sentence each.
    public let warnings: [String]
    /// The sizes of the three parts.
    public let training: Int
    /// The size of the validation part.
    public let validation: Int
    /// How many folds stand in for the two of them where fitness is measured; nil where none do.
    public let folds: Int?
    /// The size of the test part; 0 where there is none.
    public let test: Int
    /// How often the test part was read.
    public let testReads: Int
    /// SHA-256 of the samples.
    public let digest: String
    /// Some samples of the training part as small pictures, where the data are shown in full.
    public let pictures: [Picture]
    /// What else changed, such as the genes that were set.
    public let notes: [String]
}

/// Settings by name, with what is said of each.
public struct SettingsReport: Codable, Hashable, Sendable {
    /// One setting.
    public struct Row: Codable, Hashable, Sendable {
        /// Its word.
        public let name: String
        /// Its value as it is typed.
        public let value: String
        /// Whether the user never set it.
        public let isDefault: Bool
    }

    /// What they belong to.
    public let title: String
    /// One row each.
    public let rows: [Row]
}

/// What `evolve` did.
public struct EvolvedReport: Codable, Hashable, Sendable {
    /// How it ended.
    public enum End: String, Codable, Sendable {
        case finished, goal, time, stopped
        /// All evaluations failed, one after the other.
        case failing
    }

    /// How it ended.
    public let end: End
    /// Generations that were finished.
    public let finished: Int
    /// Generations that were asked for; nil for as many as goal or time allow.
    public let asked: Int?
    /// The generation that the population is now in.
    public let generation: Int
    /// Evaluations that were wanted.
    public let evaluations: Int
    /// The measurements that were made for them: one each, or one a fold and repeat.
    public let measured: Int
    /// The measurements that were known.
    public let known: Int
    /// Those that have no fitness.
    public let failures: Int
    /// Why the last of them failed.
    public let failureReason: String?
    /// The last lines that a program wrote to its standard error before it failed.
    public let failureOutput: [String]
    /// The best value of what is sought.
    public let best: Double?
    /// The mean of the last generation.
    public let mean: Double?
    /// What is sought, as it was typed.
    public let objective: String
    /// Whether networks are trained.
    public let trainsNetworks: Bool
    /// Seconds that it took.
    public let seconds: Double
    /// What will surprise.
    public let warnings: [String]
}

/// The best genome so far.
public struct FittestReport: Codable, Hashable, Sendable {
    /// A gene with its value; nil where it is inactive.
    public struct Gene: Codable, Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value as it is typed; nil where its condition does not hold.
        public let value: String?
    }

    /// The value of what is sought.
    public let value: Double
    /// What is known of how far it can be trusted; nil where it is no score of some rows.
    public let trust: TrustReport?
    /// How far the parts lie apart that it is the mean of; nil where it is the value of one.
    public let deviation: Double?
    /// What is sought: `validation accuracy`, `x / y`.
    public let objective: String
    /// What it is the mean of: `5 folds`, `3 trainings`; nil where it is the value of one.
    public let meanOf: String?
    /// The generation in which it was first seen.
    public let generation: Int
    /// How often it was trained; nil where nothing is trained.
    public let trainings: Int?
    /// All genes in their order.
    public let genes: [Gene]
    /// Other scores and facts.
    public let scores: [String: Double]
}

/// The uncertainty of the fittest's score.
public struct TrustReport: Codable, Hashable, Sendable {
    /// The rows that it was measured on.
    public let rows: Int
    /// The lower end of the 95% confidence interval of its true score.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?
    /// The different networks that were measured.
    public let tries: Int
    /// The median of their scores.
    public let median: Double?
    /// Whether the interval is corrected for choosing the best (BBC-CV); else it is that of one network chosen beforehand.
    public let isCorrected: Bool
    /// The score of the best after that correction; nil without it.
    public let corrected: Double?
    /// The score to be expected of the best of so many networks that are all as good as the median one.
    public let lucky: Double?
    /// Whether the fittest is no better than that.
    public let mayBeChance: Bool
}

/// A table under a title.
public struct TableReport: Codable, Hashable, Sendable {
    /// What it shows.
    public let title: String
    /// The table.
    public let table: Table

    /// A table under a title.
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
    /// The lines that hold what was searched for.
    case found(String, [HelpFinding])
}

/// A saved session that was opened.
public struct OpenedReport: Codable, Hashable, Sendable {
    /// `digits, maximize accuracy, generation 7 of 10`.
    public let title: String
    /// The generation that it is in.
    public let generation: Int
    /// Generations that its last `evolve` did not come to.
    public let remaining: Int
    /// Whether the network that `train fittest` gave is part of it.
    public let hasTrainedNetwork: Bool
    /// What will surprise.
    public let warnings: [String]
}
