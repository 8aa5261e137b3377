import CommandLanguage
import CommandParsing
import DataSources
import Datasets
import Evolution
import Expressions
import Objectives
import RemoteEvaluation
import SearchRunner
import Teaching

/// The whole state of a session, as a value: undoing, saving and resuming work with copies.
struct SessionState: Codable, Equatable, Sendable {
    /// The loaded dataset, as the choice that loads it again.
    var data: DataChoice?
    /// The search space, and whether the user chose it.
    var genes = GeneChoice.none
    /// The numbers that a program gets as they were written, such as `007`: by gene and by value. Nil if there are none.
    var spellings: Spellings?
    /// The shape of the networks that the default genes describe.
    var network = NetworkShape()
    /// The objective.
    var objective: ObjectiveChoice?
    /// The conditions that genomes and results must meet; nil for none.
    var requirements: [ParsedExpression]?
    /// The settings of each training.
    var training = TrainingChoice()
    /// The settings of the search.
    var population = PopulationChoice()
    /// The seed of the search.
    var seed: UInt64 = 1
    /// The number of parallel evaluations; nil if the user chose none.
    var workers: Int?
    /// The evaluators; nil for threads of this process.
    var evaluators: EvaluatorChoice?
    /// The search; nil before it begins.
    var evolution: Evolution?
    /// The measurements of a stopped generation that the memory does not keep.
    var unfinished: UnfinishedGeneration?
    /// The best genome of a generation that the time limit stopped.
    var unfinishedBest: UnfinishedBest?
    /// The generation at whose end a replay of the transcript is, if the session has not reached it: the time limit
    /// stopped a generation whose best is the fittest, and that is recorded as a whole one. Nil otherwise.
    var recordedGeneration: Int?
    /// The genomes that another program evaluates with a range of epochs; nil for none.
    var toldTrials: ToldTrials?
    /// The circumstances of the search's outcomes.
    var evaluationLog = EvaluationLog()
    /// The generation that the last `evolve` aimed for.
    var target: Int?
    /// The last comparison with another search; nil for none.
    var comparison: SearchComparison?
    /// The last experiment; nil for none.
    var experiment: Experiment?
    /// The current network; nil for none.
    var trained: TrainedNetwork?
    /// The counters.
    var counts = Counts()
    /// The state of guesses and other teaching commands; nil before one was used.
    var teaching: Teaching?
    /// The student who uses the session; nil if there is no class.
    var student: Student?
    /// The values of `$name`.
    var variables = Variables()
    /// The commands executed since the start.
    var transcript = Transcript()

    private enum CodingKeys: String, CodingKey {
        case data, genes, spellings, network, objective, requirements, training, population, seed, workers
        case evaluators, evolution
        case unfinished, unfinishedBest, recordedGeneration, toldTrials
        case evaluationLog = "ledger"
        case target, comparison, experiment, trained, counts, teaching, student, variables, transcript
    }

    /// Returns true if both states are equal, except for the transcript, the counters, the target and the arguments.
    /// This is quick if nothing changed, because large parts then share their storage.
    func isSame(as other: SessionState) -> Bool {
        var mine = self
        mine.counts = other.counts
        mine.transcript = other.transcript
        mine.target = other.target
        mine.variables = mine.variables.with(arguments: other.variables.arguments)
        return mine == other
    }

    /// Drops the search and everything that belongs to it.
    mutating func dropEvolution() {
        (evolution, evaluationLog, target, comparison, unfinished) = (nil, EvaluationLog(), nil, nil, nil)
        (unfinishedBest, recordedGeneration, toldTrials) = (nil, nil, nil)
    }

    /// True if a replay of the transcript is further than the search.
    var isTranscriptAhead: Bool {
        guard let recordedGeneration, let evolution else { return false }
        return evolution.generation < recordedGeneration
    }
}

/// The user's choice of data.
struct DataChoice: Codable, Hashable, Sendable {
    let source: DataSource
    let plan: SplitPlan
    /// The mean that is subtracted from images; nil if the user chose none.
    let centring: Centring?
    /// The number of folds that fitness is the mean of; 1 for no folds, nil if the user chose none.
    let folds: Int?
    /// True if the user chose the validation set.
    let isValidationChosen: Bool

    var name: String { source.name }

    init(
        source: DataSource, plan: SplitPlan, centring: Centring? = nil, folds: Int? = nil,
        isValidationChosen: Bool = false
    ) {
        self.source = source
        self.plan = plan
        self.centring = centring
        self.folds = folds
        self.isValidationChosen = isValidationChosen
    }

    private enum CodingKeys: String, CodingKey { case source, plan, centring, folds, isValidationChosen, name, path }

    /// Decodes a choice. Sessions of older versions contain the name of a dataset and the path that it was read from,
    /// instead of a source; those of even older versions contain no folds.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        plan = try container.decode(SplitPlan.self, forKey: .plan)
        centring = try container.decodeIfPresent(Centring.self, forKey: .centring)
        folds = try container.decodeIfPresent(Int.self, forKey: .folds)
        isValidationChosen = try container.decodeIfPresent(Bool.self, forKey: .isValidationChosen) ?? true
        source =
            try container.decodeIfPresent(DataSource.self, forKey: .source)
            ?? .catalogue(
                name: container.decode(String.self, forKey: .name),
                path: container.decodeIfPresent(String.self, forKey: .path))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source, forKey: .source)
        try container.encode(plan, forKey: .plan)
        try container.encodeIfPresent(centring, forKey: .centring)
        try container.encodeIfPresent(folds, forKey: .folds)
        try container.encode(isValidationChosen, forKey: .isValidationChosen)
    }
}

/// Evaluators in place of threads.
struct EvaluatorChoice: Codable, Hashable, Sendable {
    let launcher: Launcher
    /// True if evaluators with other instruction sets take part.
    let acceptsOtherProcessors: Bool
    /// The number of lost evaluators after which a genome is given up; nil if the user chose none.
    var losses: Int?

    /// The words after the number of evaluators.
    var title: String {
        (acceptsOtherProcessors ? "mixed " : "") + (losses.map { "losses \($0) " } ?? "") + launcher.title
    }
}

/// The user's choice of the search space.
enum GeneChoice: Codable, Hashable, Sendable {
    case none
    /// The default genes of a network.
    case standard
    /// The default genes of a network with another shape.
    case shaped(NetworkShape)
    case custom([Gene])

    private enum CodingKeys: String, CodingKey { case none, standard, shaped, custom }
}
