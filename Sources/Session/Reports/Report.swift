public import CommandLanguage
import Evolution
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
    var seconds: Double? {
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

/// The shape and the split of a dataset.
public struct DataReport: Codable, Hashable, Sendable {
    /// A regression target.
    public struct Amount: Codable, Hashable, Sendable {
        /// The name of the label.
        public let name: String
        /// The minimum of all samples.
        public let least: Double
        /// The maximum of all samples.
        public let greatest: Double
        /// The mean of all samples.
        public let mean: Double
        /// Their standard deviation.
        public let deviation: Double
    }

    /// The name by which it was loaded.
    public let name: String
    /// The number of samples in use, which `limit` may reduce.
    public let count: Int
    /// The total number of samples.
    public let total: Int
    /// The shape of a sample: `28×28×1` or `13 columns`.
    public let shape: String
    /// True if the samples are images.
    public let isImages: Bool
    /// The names of the classes; empty for regression.
    public let classes: [String]
    /// The number of samples of each class.
    public let classCounts: [Int]
    /// The regression targets; empty for classification.
    public let amounts: [Amount]
    /// The names of a table's columns, the label first; empty for images.
    public let columns: [String]
    /// A summary of the types of a table's columns; nil for other data.
    public let columnSummary: String?
    /// The decisions made while reading the data, one sentence each.
    public let remarks: [String]
    /// Warnings about the data or a decision, one sentence each.
    public let warnings: [String]
    /// The size of the training set.
    public let training: Int
    /// The size of the validation set.
    public let validation: Int
    /// The number of folds that replace both sets when fitness is measured; nil for none.
    public let folds: Int?
    /// The size of the test set; 0 if there is none.
    public let test: Int
    /// The number of times that the test set has been read.
    public let testReads: Int
    /// The SHA-256 checksum of the samples.
    public let digest: String
    /// Some training samples as small pictures; empty unless the data are shown in full.
    public let pictures: [Picture]
    /// Other changes, such as the genes that were set.
    public let notes: [String]
    /// The columns by which the samples were split; nil for a split at random, stratified by class.
    public var split: SplitReport?
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
    }

    /// The group of the settings.
    public let title: String
    /// The settings.
    public let rows: [Row]
}

/// The best genome so far.
public struct FittestReport: Codable, Hashable, Sendable {
    /// A gene with its value.
    public struct ReportedGene: Codable, Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value as it is typed; nil if the gene is inactive because its condition does not hold.
        public let value: String?
        /// True if the value is a word, even one of digits.
        let isWord: Bool
        /// The items of an order; nil for other genes.
        let items: [ReportedGene]?

        private enum CodingKeys: String, CodingKey { case name, value }

        init(name: String, value: GeneValue?) {
            self.name = name
            self.value = value?.description
            if case .text? = value { isWord = true } else { isWord = false }
            if case .items(let values)? = value {
                items = values.map { ReportedGene(name: "", value: $0) }
            } else {
                items = nil
            }
        }

        /// Decodes a gene.
        ///
        /// - Throws: `DecodingError` if a part is missing or malformed.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            if let list = try? container.decodeIfPresent([Item].self, forKey: .value) {
                items = list.map(\.gene)
                (value, isWord) = (list.map { $0.gene.value ?? "" }.joined(separator: ","), false)
                return
            }
            items = nil
            if let word = try? container.decodeIfPresent(String.self, forKey: .value) {
                (value, isWord) = (word, true)
            } else {
                let number = try container.decodeIfPresent(Double.self, forKey: .value)
                (value, isWord) = (number.map { Numbers.written($0) }, false)
            }
        }

        /// Encodes a gene; its value is a number or a text.
        ///
        /// - Throws: The error of the encoder.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            if value != nil { try encodeValue(to: &container, forKey: .value) }
        }

        /// An item of an order as it is decoded.
        private struct Item: Decodable {
            let gene: ReportedGene

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let word = try? container.decode(String.self) {
                    gene = ReportedGene(name: "", value: .text(word))
                } else {
                    let number = try container.decode(Double.self)
                    gene = ReportedGene(name: "", value: Int(exactly: number).map(GeneValue.integer) ?? .real(number))
                }
            }
        }

        /// Encodes an item of an order: a number or a text.
        private func encodeValue(to list: inout any UnkeyedEncodingContainer) throws {
            if !isWord, let whole = value.flatMap({ Int($0) }) {
                try list.encode(whole)
            } else if !isWord, let real = value.flatMap({ Double($0) }) {
                try list.encode(real)
            } else {
                try list.encode(value)
            }
        }

        /// Encodes the value alone: a number, a text, a list for an order, or null for an inactive gene.
        func encodeValue<Key: CodingKey>(
            to container: inout KeyedEncodingContainer<Key>, forKey key: Key
        ) throws {
            if let items {
                var list = container.nestedUnkeyedContainer(forKey: key)
                for item in items { try item.encodeValue(to: &list) }
            } else if !isWord, let whole = value.flatMap({ Int($0) }) {
                try container.encode(whole, forKey: key)
            } else if !isWord, let real = value.flatMap({ Double($0) }) {
                try container.encode(real, forKey: key)
            } else if let value {
                try container.encode(value, forKey: key)
            } else {
                try container.encodeNil(forKey: key)
            }
        }
    }

    /// The value of the objective; of several ones, that of the first.
    public let value: Double
    /// The uncertainty of the value; nil unless it is a score measured on rows.
    public let trust: TrustReport?
    /// The standard deviation of the parts that it is the mean of; nil for a single part.
    public let deviation: Double?
    /// The objective: `validation accuracy`, `x / y`.
    public let objective: String
    /// The parts that it is the mean of: `5 folds`, `3 trainings`; nil for a single part.
    public let meanOf: String?
    /// The generation in which it was first seen.
    public let generation: Int
    /// The measured part of a generation that the time limit stopped, if it is the best of that; otherwise nil.
    public let unfinished: UnfinishedReport?
    /// The number of its trainings; nil if nothing is trained.
    public let trainings: Int?
    /// All genes in order.
    public let genes: [ReportedGene]
    /// Other scores and facts.
    public let scores: [String: Double]
    /// The layers of a network with convolutions, in one line; nil for other genomes.
    public let network: String?
    /// How far it was measured, with the reason to stop; nil without rungs.
    public let rungs: String?
    /// The amount by which conditions on results are violated, 0 if all are met; nil without such conditions.
    public var violation: Double?
    /// The conditions that are violated, if they are known; nil for none.
    public var missed: [String]?
    /// The front of several objectives, of which this genome is the knee; nil with one objective.
    public var front: FrontReport?
    /// The spread of the folds and repeats that the value is the mean of; nil for a single part.
    public var spread: SpreadReport?
    /// Simpler predictions on the same rows; nil if the objective trains no networks.
    public var baselines: BaselinesReport?
    /// The fittest network after `train fittest`; nil if the current network is another one.
    public var analysis: NetworkAnalysis?
}

/// The uncertainty of the fittest's score.
public struct TrustReport: Codable, Hashable, Sendable {
    /// The number of rows that it was measured on.
    public let rows: Int
    /// The lower end of the 95% confidence interval of its true score.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?
    /// The number of different networks measured.
    public let tries: Int
    /// The median of their scores.
    public let median: Double?
    /// True if the interval is corrected for choosing the best (BBC-CV); otherwise it is that of a network chosen in
    /// advance.
    public let isCorrected: Bool
    /// The score of the best after that correction; nil without it.
    public let corrected: Double?
    /// The expected score of the best of as many networks that are all only as good as the median one.
    public let lucky: Double?
    /// True if the fittest is no better than `lucky`: its score may be due to chance.
    public let mayBeChance: Bool
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
}
