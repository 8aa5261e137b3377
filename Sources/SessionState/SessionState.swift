import CommandLanguage
package import CommandParsing
package import DataSources
package import Datasets
package import Evolution
package import Expressions
package import Objectives
package import RemoteEvaluation
package import SearchRunner
package import Settings
package import Teaching

/// The whole state of a session, as a value: undoing, saving and resuming work with copies.
package struct SessionState: Codable, Equatable, Sendable {
    /// The loaded dataset, as the choice that loads it again.
    package var data: DataChoice?
    /// The number of its samples outside the test set, which some defaults follow; nil without data, and in sessions of
    /// versions whose defaults did not follow it.
    package var samples: Int?
    /// The search space, and whether the user chose it.
    package var genes = GeneChoice.none
    /// The numbers that a program gets as they were written, such as `007`: by gene and by value. Nil if there are none.
    package var spellings: Spellings?
    /// The shape of the networks that the default genes describe.
    package var network = NetworkShape()
    /// The objective.
    package var objective: ObjectiveChoice?
    /// The conditions that genomes and results must meet; nil for none.
    package var requirements: [ParsedExpression]?
    /// The settings of each training.
    package var training = TrainingChoice()
    /// The settings of the search.
    package var population = PopulationChoice()
    /// The seed of the search.
    package var seed: UInt64 = 1
    /// The number of parallel evaluations; nil if the user chose none.
    package var workers: Int?
    /// The evaluators; nil for threads of this process.
    package var evaluators: EvaluatorChoice?
    /// The search; nil before it begins.
    package var evolution: Evolution?
    /// The measurements of a stopped generation that the memory does not keep.
    package var unfinished: UnfinishedGeneration?
    /// The best genome of a generation that the time limit stopped.
    package var unfinishedBest: UnfinishedBest?
    /// The generation at whose end a replay of the transcript is, if the session has not reached it: the time limit
    /// stopped a generation whose best is the fittest, and that is recorded as a whole one. Nil otherwise.
    package var recordedGeneration: Int?
    /// The genomes that another program evaluates with a range of epochs; nil for none.
    package var toldTrials: ToldTrials?
    /// The circumstances of the search's outcomes.
    package var evaluationLog = EvaluationLog()
    /// The generation that the last `evolve` aimed for.
    package var target: Int?
    /// The last comparison with another search; nil for none.
    package var comparison: SearchComparison?
    /// The last experiment; nil for none.
    package var experiment: Experiment?
    /// The current network; nil for none.
    package var trained: TrainedNetwork?
    /// The counters.
    package var counts = Counts()
    /// The state of guesses and other teaching commands; nil before one was used.
    package var teaching: Teaching?
    /// The student who uses the session; nil if there is no class.
    package var student: Student?
    /// The values of `$name`.
    package var variables = Variables()
    /// The commands executed since the start.
    package var transcript = Transcript()

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case data, samples, genes, spellings, network, objective, requirements, training, population, seed, workers
        case evaluators, evolution
        case unfinished, unfinishedBest, recordedGeneration, toldTrials
        case evaluationLog = "ledger"
        case target, comparison, experiment, trained, counts, teaching, student, variables, transcript
    }

    /// Returns true if both states are equal, except for the transcript, the counters, the target and the arguments.
    /// This is quick if nothing changed, because large parts then share their storage.
    package func isSame(as other: SessionState) -> Bool {
        var mine = self
        mine.counts = other.counts
        mine.transcript = other.transcript
        mine.target = other.target
        mine.variables = mine.variables.with(arguments: other.variables.arguments)
        return mine == other
    }

    /// Drops the search and everything that belongs to it.
    package mutating func dropEvolution() {
        (evolution, evaluationLog, target, comparison, unfinished) = (nil, EvaluationLog(), nil, nil, nil)
        (unfinishedBest, recordedGeneration, toldTrials) = (nil, nil, nil)
    }

    /// True if a replay of the transcript is further than the search.
    package var isTranscriptAhead: Bool {
        guard let recordedGeneration, let evolution else { return false }
        return evolution.generation < recordedGeneration
    }
}

/// The user's choice of data.
package struct DataChoice: Codable, Hashable, Sendable {
    package let source: DataSource
    package let plan: SplitPlan
    /// The mean that is subtracted from images; nil if the user chose none.
    package let centring: Centring?
    /// The number of folds that fitness is the mean of; 1 for no folds, nil if the user chose none.
    package let folds: Int?
    /// True if the user chose the validation set.
    package let isValidationChosen: Bool

    package var name: String { source.name }

    package init(
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
    package init(from decoder: any Decoder) throws {
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

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source, forKey: .source)
        try container.encode(plan, forKey: .plan)
        try container.encodeIfPresent(centring, forKey: .centring)
        try container.encodeIfPresent(folds, forKey: .folds)
        try container.encode(isValidationChosen, forKey: .isValidationChosen)
    }
}

/// Evaluators in place of threads.
package struct EvaluatorChoice: Codable, Hashable, Sendable {
    package let launcher: Launcher
    /// True if evaluators with other instruction sets take part.
    package let acceptsOtherProcessors: Bool
    /// The number of lost evaluators after which a genome is given up; nil if the user chose none.
    package var losses: Int?

    package init(launcher: Launcher, acceptsOtherProcessors: Bool, losses: Int? = nil) {
        self.launcher = launcher
        self.acceptsOtherProcessors = acceptsOtherProcessors
        self.losses = losses
    }

    /// The words after the number of evaluators.
    package var title: String {
        (acceptsOtherProcessors ? "mixed " : "") + (losses.map { "losses \($0) " } ?? "") + launcher.title
    }
}

/// The user's choice of the search space.
package enum GeneChoice: Codable, Hashable, Sendable {
    case none
    /// The default genes of a network.
    case standard
    /// The default genes of a network with another shape.
    case shaped(NetworkShape)
    case custom([Gene])

    private enum CodingKeys: String, CodingKey { case none, standard, shaped, custom }
}
