public import Datasets
public import Evolution
public import Expressions
public import Networks
import Notation

/// An objective that trains a network on data and evaluates an expression of its validation scores.
public struct NetworkObjective: Objective {
    let genus: Genus
    let task: NetworkTask
    let examples: Examples
    let folds: [Examples]
    private let repeats: Int
    private let data: String
    private let foldData: [String]
    let direction: Direction
    let program: CompiledExpression
    /// The second objective and the following ones.
    let further: [(direction: Direction, program: CompiledExpression)]
    let slots: GeneSlots
    /// The scores and facts in the first slots.
    let scores: [String]
    /// The part of a fingerprint that names the metrics measured besides the usual ones; empty for none.
    private let furtherKey: String
    let seed: UInt64
    private let machine: String
    private let instructionSet: String
    let reader: BlueprintReader
    let readsMultiplications: Bool
    /// The scores that the first objective reads.
    let metricsRead: [String]
    /// The index of the first objective that reads a score and no genes, in which networks without a genome are compared;
    /// nil if there is none.
    public let judgedObjective: Int?
    /// The epochs after which a training can pause; nil to train each network at once.
    public let rungs: Rungs?
    let checkpoints = CheckpointStore()

    /// The scores and facts that an expression may read.
    public static let scoreNames = measuredNames + [multiplications]

    /// The scores and facts that a measurement may contain, without those of a class or a number.
    public static let measuredNames =
        alwaysMeasuredNames + Metric.plain.filter { !$0.isAlwaysMeasured }.map(\.name)

    /// The scores and facts that every measurement contains.
    public static let alwaysMeasuredNames = Metric.all.map(\.name) + ["parameters"]

    /// Returns the names that may be no gene, as in the first versions; a gene may have the name of any other score, and
    /// then comes first.
    public static let reservedNames = Set(alwaysMeasuredNames + [multiplications])

    /// Returns all names of scores and facts that expressions may read, with those of a class or a number among some
    /// names, such as `f1 of setosa`.
    public static func scoreNames(among names: Set<String>) -> [String] {
        scoreNames + names.subtracting(scoreNames).filter { Metric(named: $0) != nil }.sorted()
    }

    /// Returns the metrics among the names in expressions that not every training measures.
    ///
    /// - Parameter genes: The genes, which come before scores with the same name.
    public static func furtherMetrics(among names: Set<String>, genes: [Gene]) -> [Metric] {
        names.subtracting(Genus.columns(of: genes).map(\.name)).sorted().compactMap(Metric.init(named:))
            .filter { !$0.isAlwaysMeasured }
    }

    /// The facts of a network that are known before its training.
    public static let factNames: Set<String> = ["parameters", multiplications]

    /// The number of multiplications for one sample. It follows from the genome, so that results cached by older
    /// versions have it too.
    static let multiplications = "multiplications"

    /// Prepares everything that the evaluations share.
    ///
    /// - Parameters:
    ///   - examples: the examples for training if there are no folds, and for `train`.
    ///   - folds: the folds over which the fitness is averaged, instead of one validation set; empty for none.
    ///   - further: the second objective and the following ones; empty for one objective.
    ///   - repeats: the number of trainings with different random numbers to average, 1 or more.
    ///   - rungs: the epochs after which a training can pause, up to the task's number of epochs; nil for none.
    ///   - seed: the training seed; each network's own seed is derived from it and from the network.
    ///   - machine: the machine, on which results under a time limit also depend.
    ///   - instructionSet: the instruction set on which results depend; another one than this machine's only looks up
    ///     results.
    /// - Throws: `.unreadableGene`, `.unreadableOrder` or `.unusableValue` for genes, orders or values that networks do
    ///   not have; `.geneOfImages` for a gene of images if the samples are rows of numbers; `.expression` for a name that is neither a score nor
    ///   a gene; `.notFinite` for a setting that is infinite or NaN.
    public init(
        genus: Genus, task: NetworkTask, examples: Examples, folds: [Examples] = [], repeats: Int = 1,
        rungs: Rungs? = nil, expression: ParsedExpression, direction: Direction, further: [DirectedExpression] = [],
        seed: UInt64,
        machine: String = Machine.identity,
        instructionSet: String = NetworksNumerics.instructionSet
    ) throws(ObjectiveError) {
        self.genus = genus
        self.task = task
        self.examples = examples
        self.direction = direction
        self.seed = seed
        self.machine = machine
        self.instructionSet = instructionSet
        self.folds = folds
        self.repeats = max(1, repeats)
        self.rungs = rungs.flatMap { $0.highest == task.settings.epochs ? $0 : nil }
        data = Self.name(of: examples)
        foldData = folds.map(Self.name)
        slots = GeneSlots(genus: genus)
        let names = further.reduce(into: expression.names) { $0.formUnion($1.expression.names) }
        scores = Self.scoreNames(among: names)
        let measured = (task.settings.scores ?? []).filter { $0 != task.settings.score }.map(\.name)
        furtherKey = measured.isEmpty ? "" : " scores \(JSONText.array(measured.map { JSONText.quoted($0) }))"
        program = try slots.compile(expression, scores: scores)
        var compiled: [(direction: Direction, program: CompiledExpression)] = []
        for objective in further {
            compiled.append(
                (objective.direction, try slots.compile(objective.expression, scores: scores)))
        }
        self.further = compiled
        readsMultiplications = names.contains(Self.multiplications)
        let columns = Set(Genus.columns(of: genus.genes).map(\.name))
        func metrics(in expression: ParsedExpression) -> Set<String> {
            expression.names.subtracting(columns).filter { Metric(named: $0) != nil }
        }
        metricsRead = metrics(in: expression).sorted()
        judgedObjective = ([expression] + further.map(\.expression)).firstIndex {
            !metrics(in: $0).isEmpty && $0.names.isDisjoint(with: columns)
        }
        reader = BlueprintReader(genus: genus, task: task, others: names.union(genus.conditionNames))
        try check()
    }

    private static func name(of examples: Examples) -> String {
        let centring = examples.preprocessing.centring.map { " centred by \($0.name)" } ?? ""
        let macro = examples.hasUnvalidatedClass ? " macro means without absent classes" : ""
        let constants = examples.hasConstantFlag ? " constant flags as 0" : ""
        return "\(examples.dataset.digest) \(Digest(of: examples.split))\(centring)\(macro)\(constants)"
    }

    /// The number of trainings per genome, one per fold and repeat: all folds first, then all of them again.
    public var parts: Int { max(1, folds.count) * repeats }

    /// The number of folds; 1 if there is one validation set.
    public var foldCount: Int { max(1, folds.count) }

    /// A description of the trainings that the fitness averages; nil for a single training.
    public var meanOf: String? {
        let words = [
            folds.isEmpty ? nil : "\(folds.count) folds", repeats == 1 ? nil : "\(repeats) trainings",
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " × ")
    }

    /// Returns the architecture and training settings of a genome.
    ///
    /// - Throws: `.unreadableGene` or `.unusableValue` for a gene or value that networks do not have; `.failed` for a
    ///   network that is too large.
    /// - Complexity: O(genes)
    public func blueprint(of genome: Genome) throws(ObjectiveError) -> NetworkBlueprint {
        try reader.blueprint(of: genome)
    }

    /// Decodes a genome to a network.
    ///
    /// The fingerprint of a part is that of everything on which its measurement depends. Under a time limit this
    /// includes the machine: a result from elsewhere is not valid here. It also includes the highest number of epochs,
    /// and the seed is derived from all of it. With `epochs 5`, training therefore draws other random numbers than with
    /// `epochs 1` from the first batch on. With rungs, the budget of a rung below the highest is a second part of the
    /// fingerprint and no part of the seed: the training up to a rung is the beginning of the whole one, and the
    /// fingerprint of the highest rung is that of the same training without rungs. The metrics that an objective or a
    /// condition reads besides the usual ones are another such part: they are measured, and change nothing.
    ///
    /// - Throws: `.unreadableGene`, `.unusableValue` or `.notFinite` if the genome does not describe a network.
    public func prepare(_ genome: Genome) throws(ObjectiveError) -> PreparedGenome {
        try prepare(genome, as: try blueprint(of: genome))
    }

    /// Prepares the measurement of a network.
    func prepare(_ genome: Genome, as blueprint: NetworkBlueprint) throws(ObjectiveError) -> PreparedGenome {
        let key = try NetworkKey(blueprint)
        let suffix = (blueprint.settings.timeLimit == nil ? "" : " machine \(machine)") + furtherKey
        let descriptions = (0..<parts).map { description(key, part: $0) }
        return PreparedGenome(
            genome, cost: Self.cost(of: blueprint),
            fingerprints: descriptions.map { Fingerprint(of: $0 + suffix) },
            lower: (rungs?.budgets.dropLast() ?? []).map { budget in
                descriptions.map { Fingerprint(of: "\($0) budget \(budget)" + suffix) }
            },
            content: .network(blueprint, seeds: descriptions.map { Fingerprint(of: $0).seed(mixedWith: seed) }))
    }

    /// Returns the fingerprint of a training on all examples.
    ///
    /// - Throws: `.notFinite` for a setting that is infinite or NaN.
    public func fingerprint(of blueprint: NetworkBlueprint, attempt: Int = 0) throws(ObjectiveError) -> Fingerprint {
        Fingerprint(of: description(try NetworkKey(blueprint), part: nil, attempt: attempt) + furtherKey)
    }

    /// - Parameter part: the fold or repeat; nil for all examples, where `attempt` distinguishes several trainings of
    ///   one network.
    func description(_ key: NetworkKey, part: Int?, attempt: Int = 0) -> String {
        let data = part.flatMap { foldData.isEmpty ? nil : foldData[$0 % foldData.count] } ?? data
        let number = part.map { $0 / max(1, foldData.count) } ?? attempt
        // The first of several trainings is the same as a single training.
        let again = number == 0 ? "" : " repeat \(number)"
        return "\(key.text) \(data) seed \(seed) numbers \(NetworksNumerics.version) \(instructionSet)\(again)"
    }

    /// True: a training is never repeated.
    public var isRemembered: Bool { true }

    /// Measures a genome on the caller's thread.
    ///
    /// - Throws: `.failed` if the training diverges; `.cancelled`; or an error of `blueprint(of:)`.
    public func measure(
        _ prepared: PreparedGenome, part: Int, span: RungSpan?, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        guard case .network(let blueprint, let seeds) = prepared.content else {
            throw .preparedElsewhere
        }
        let examples = folds.isEmpty ? examples : folds[part % folds.count]
        let outcome: TrainingOutcome
        if let span, rungs != nil {
            outcome = try train(
                blueprint, key: prepared.fingerprints[part], seed: seeds[part], on: examples, span, cancellation
            ) { progress(EvaluationProgress($0)) }
        } else {
            outcome = try train(blueprint, seed: seeds[part], on: examples, cancellation: cancellation) { state in
                progress(EvaluationProgress(state))
            }
        }
        var scores = outcome.scores.named
        scores["parameters"] = Double(blueprint.architecture.parameterCount)
        return Evaluation(
            scores: scores, curve: outcome.curve.map { $0.named }, seconds: outcome.seconds,
            rows: outcome.record?.bytes)
    }

    func trainer(
        _ blueprint: NetworkBlueprint, seed: UInt64, on examples: Examples
    ) throws(NetworksError) -> Trainer {
        var settings = blueprint.settings
        settings.seed = seed
        return try Trainer(architecture: blueprint.architecture, settings: settings, examples: examples)
    }

    func reportingFailures<Result>(
        _ body: () throws(NetworksError) -> Result
    ) throws(ObjectiveError) -> Result {
        do {
            return try body()
        } catch {
            if case .cancelled = error { throw .cancelled }
            throw .failed(reason: error.description)
        }
    }

    /// Trains a blueprint's network on all examples, with random numbers derived from the blueprint.
    ///
    /// - Parameters:
    ///   - attempt: the number of the training, from 0; each one uses different random numbers.
    ///   - cores: the number of threads; the result is the same for any number of them.
    ///   - keepsBest: true to return the best weights so far on cancellation, once an epoch is finished.
    /// - Throws: `.failed` if the training diverges; `.cancelled`; `.notFinite` for a setting that is infinite or
    ///   NaN.
    public func train(
        _ blueprint: NetworkBlueprint, attempt: Int = 0, cores: Int = 1, keepsBest: Bool = false,
        cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> TrainingOutcome {
        let description = description(try NetworkKey(blueprint), part: nil, attempt: attempt)
        return try train(
            blueprint, seed: Fingerprint(of: description).seed(mixedWith: seed), on: examples, cores: cores,
            keepsBest: keepsBest, cancellation: cancellation, progress: progress)
    }

    private func train(
        _ blueprint: NetworkBlueprint, seed: UInt64, on examples: Examples, cores: Int = 1, keepsBest: Bool = false,
        cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> TrainingOutcome {
        try reportingFailures { () throws(NetworksError) in
            try trainer(blueprint, seed: seed, on: examples).train(
                cores: cores, keepsBest: keepsBest, cancellation: cancellation, progress: progress)
        }
    }

    /// Checks each value of each gene before training. For a range with many values the ends are enough.
    private func check() throws(ObjectiveError) {
        for (column, gene) in genus.genes.enumerated() where reader.isRead(gene) {
            if NetworkGenes.meaning(of: gene.name) == nil, let order = genus.order(at: column) {
                throw .unreadableOrder(genus.defined[order.gene].name)
            }
            let codes = gene.count <= 1000 ? Array(0..<gene.count) : [0, gene.count - 1]
            for code in codes {
                _ = try NetworkKey(try NetworkBlueprint([(gene.name, gene.value(of: UInt32(code)))], for: task))
            }
        }
    }
}
