import CommandLanguage
import DataSources
import Datasets
import Evolution
import Expressions
import Objectives

/// Everything that a session is, as a value: undoing, saving and resuming are copies of it.
struct SessionState: Codable, Equatable, Sendable {
    /// The dataset that was loaded, by the words that load it again.
    var data: DataChoice?
    /// What may vary, and whether the user said so.
    var genes = GeneChoice.none
    /// The shape of the networks that the default genes describe.
    var network = NetworkShape()
    /// What is sought.
    var objective: ObjectiveChoice?
    /// How each network is trained.
    var training = TrainingChoice()
    /// The settings of the search, but for the litter's size.
    var population = PopulationChoice()
    /// The seed of the search.
    var seed: UInt64 = 1
    /// How many genomes are evaluated at once, where the user chose it.
    var workers: Int?
    /// What evaluates them; nil for threads of this process.
    var evaluators: EvaluatorChoice?
    /// The search, once it began.
    var evolution: Evolution?
    /// What was measured of the generation that was stopped, where nothing else remembers it.
    var unfinished: UnfinishedGeneration?
    /// How the outcomes of the search came about.
    var ledger = Ledger()
    /// The generation that the last `evolve` was to reach.
    var target: Int?
    /// How another search did, where it was compared.
    var comparison: Comparison?
    /// The network that `train fittest` gave last.
    var trained: TrainedNetwork?
    /// What was counted.
    var counts = Counts()
    /// What the session is taught with; nil before anything of it was used.
    var teaching: Teaching?
    /// The values of `$name`.
    var variables = Variables()
    /// What was done since the start.
    var transcript = Transcript()

    private enum CodingKeys: String, CodingKey {
        case data, genes, network, objective, training, population, seed, workers, evaluators, evolution, unfinished
        case ledger, target, comparison, trained, counts, teaching, variables, transcript
    }

    /// Whether both are the same but for what was done and counted on the way there. Quick where nothing changed: large
    /// parts then share their storage.
    func isSame(as other: SessionState) -> Bool {
        var mine = self
        mine.counts = other.counts
        mine.transcript = other.transcript
        mine.target = other.target
        mine.variables = mine.variables.with(arguments: other.variables.arguments)
        return mine == other
    }

    /// Drops the search, with what was said of it alone.
    mutating func dropEvolution() {
        (evolution, ledger, target, comparison, unfinished) = (nil, Ledger(), nil, nil, nil)
    }
}

/// Data as they were asked for.
struct DataChoice: Codable, Hashable, Sendable {
    let source: DataSource
    let plan: SplitPlan
    /// The mean that is taken off images, where the user said so.
    let centring: Centring?
    /// The folds that fitness is the mean over, where the user said so; 1 for none.
    let folds: Int?
    /// Whether the user said what the validation part is.
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

    /// Sessions that were saved before there were other sources hold a dataset's name, and the path it was read from;
    /// those from before there were folds have none.
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
    /// Whether those with other instruction sets take part.
    let acceptsOtherProcessors: Bool
    /// The losses of evaluators after which a genome is given up, where the user said so.
    var losses: Int?

    /// The words behind the number.
    var title: String {
        (acceptsOtherProcessors ? "mixed " : "") + (losses.map { "losses \($0) " } ?? "") + launcher.title
    }
}

/// What may vary.
enum GeneChoice: Codable, Hashable, Sendable {
    case none
    /// The default genes of a network.
    case standard
    /// Those of a network of another shape.
    case shaped(NetworkShape)
    case custom([Gene])

    private enum CodingKeys: String, CodingKey { case none, standard, shaped, custom }
}

/// What is sought.
struct ObjectiveChoice: Codable, Hashable, Sendable {
    let direction: Direction
    let expression: Expression
    /// The program whose output the expression is; nil where none is asked.
    let program: ProgramSettings?

    private enum CodingKeys: String, CodingKey { case direction, expression, program }

    init(direction: Direction, expression: Expression) {
        self.direction = direction
        self.expression = expression
        program = nil
    }

    init(direction: Direction, program: ProgramSettings) {
        self.direction = direction
        self.program = program
        expression = Expression(name: ProgramObjective.score)
    }

    /// As it is typed.
    var description: String { "\(direction.rawValue) \(program.map(\.description) ?? "\(expression)")" }
}

/// What a session counts.
struct Counts: Codable, Hashable, Sendable {
    /// Evaluations that the search wanted.
    var evaluations = 0
    /// Networks that were trained for them.
    var trainings = 0
    /// How often the test part was read.
    var testReads = 0

    private enum CodingKeys: String, CodingKey { case evaluations, trainings, testReads }
}
