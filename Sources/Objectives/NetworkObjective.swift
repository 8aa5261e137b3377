public import Datasets
public import Evolution
public import Expressions
public import Networks

/// Training a network on data, and weighing its validation scores.
public struct NetworkObjective: Objective {
    private let genus: Genus
    private let task: NetworkTask
    private let examples: Examples
    private let folds: [Examples]
    private let repeats: Int
    private let data: String
    private let foldData: [String]
    private let direction: Direction
    private let program: Program
    private let slots: GeneSlots
    private let seed: UInt64
    private let machine: String
    private let instructionSet: String
    /// Names that the expression and conditions read: a gene among them need not be one of the network's.
    private let others: Set<String>

    /// The scores and facts that an expression may read.
    public static var scoreNames: [String] { Metric.all.map(\.name) + ["parameters"] }

    /// Prepares what all evaluations share.
    ///
    /// - Parameters:
    ///   - examples: what networks are trained on where no folds are given, and by `train`.
    ///   - folds: what each fitness is the mean over, in place of one validation part; empty for none.
    ///   - repeats: trainings with other random numbers that each fitness is the mean of, 1 or more.
    ///   - seed: the training seed; each network's own follows from it and from what the network is.
    ///   - machine: what results under a time limit depend on besides.
    ///   - instructionSet: the set that results depend on; another than this machine's to ask for its results alone.
    /// - Throws: `.unreadableGene` or `.unusableValue` for genes that no network has; `.expression` for a name that is
    ///   neither a score nor a gene.
    public init(
        genus: Genus, task: NetworkTask, examples: Examples, folds: [Examples] = [], repeats: Int = 1,
        expression: Expressions.Expression, direction: Direction, seed: UInt64, machine: String = Machine.identity,
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
        data = Self.name(of: examples)
        foldData = folds.map(Self.name)
        slots = GeneSlots(genus: genus)
        program = try slots.compile(expression, scores: Self.scoreNames)
        others = expression.names.union(genus.conditionNames)
        try check()
    }

    private static func name(of examples: Examples) -> String {
        let centring = examples.preprocessing.centring.map { " centred by \($0.name)" } ?? ""
        let macro = examples.hasUnvalidatedClass ? " macro means without absent classes" : ""
        return "\(examples.dataset.digest) \(Digest(of: examples.split))\(centring)\(macro)"
    }

    /// One a fold and repeat: the folds first, then all of them again.
    public var parts: Int { max(1, folds.count) * repeats }

    /// The number of folds; 1 where there is one validation part.
    public var foldCount: Int { max(1, folds.count) }

    /// The words for what a fitness is the mean of; nil for one training alone.
    public var meanOf: String? {
        let words = [
            folds.isEmpty ? nil : "\(folds.count) folds", repeats == 1 ? nil : "\(repeats) trainings",
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " × ")
    }

    /// What a genome builds and how it is trained, with the seed that follows from both.
    public func blueprint(of genome: Genome) throws(ObjectiveError) -> NetworkBlueprint {
        let values = zip(genus.genes, genus.values(of: genome)).compactMap { gene, value in
            value.flatMap { isRead(gene) ? (gene.name, $0) : nil }
        }
        return try NetworkBlueprint(values, for: task)
    }

    /// What a measurement of the genome depends on.
    ///
    /// Under a time limit that is the machine as well: what came of it elsewhere is no answer here. The number of epochs
    /// is part of it too, and the seed follows from all of it: a training of 5 epochs draws other numbers than one of 1
    /// epoch from the first batch on, so that the shorter one is never the beginning of the longer.
    public func fingerprint(of genome: Genome, part: Int) throws(ObjectiveError) -> Fingerprint {
        let blueprint = try blueprint(of: genome)
        let description = try description(of: blueprint, part: part)
        guard blueprint.settings.timeLimit != nil else { return Fingerprint(of: description) }
        return Fingerprint(of: "\(description) machine \(machine)")
    }

    /// What a training on the whole examples depends on.
    ///
    /// - Throws: `.notFinite` for a setting that is infinite or NaN.
    public func fingerprint(of blueprint: NetworkBlueprint, attempt: Int = 0) throws(ObjectiveError) -> Fingerprint {
        Fingerprint(of: try description(of: blueprint, part: nil, attempt: attempt))
    }

    /// - Parameter part: nil for the examples as a whole; then `attempt` tells several trainings of one network apart.
    private func description(
        of blueprint: NetworkBlueprint, part: Int?, attempt: Int = 0
    ) throws(ObjectiveError) -> String {
        let data = part.flatMap { foldData.isEmpty ? nil : foldData[$0 % foldData.count] } ?? data
        let number = part.map { $0 / max(1, foldData.count) } ?? attempt
        // The first of several trainings is the one that there would be alone.
        let again = number == 0 ? "" : " repeat \(number)"
        let key = try NetworkKey(blueprint)
        return "\(key.text) \(data) seed \(seed) numbers \(NetworksNumerics.version) \(instructionSet)\(again)"
    }

    /// A training is never done again.
    public var isRemembered: Bool { true }

    /// About how long measuring takes.
    public func cost(of genome: Genome) -> Double {
        guard let blueprint = try? blueprint(of: genome) else { return 0 }
        // Small batches spend more of their time on each parameter's step.
        let step = Double(blueprint.architecture.parameterCount) * 24 / Double(blueprint.settings.batchSize)
        return Double(blueprint.architecture.multiplicationsPerSample) * 3 + step
    }

    /// Measures a genome on the caller's thread.
    public func measure(
        _ genome: Genome, part: Int, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        let blueprint = try blueprint(of: genome)
        let outcome = try train(blueprint, part: part, cancellation: cancellation) { state in
            progress(EvaluationProgress(state))
        }
        var scores = outcome.scores.named
        scores["parameters"] = Double(blueprint.architecture.parameterCount)
        return Evaluation(
            scores: scores, curve: outcome.curve.map { $0.named }, seconds: outcome.seconds,
            rows: outcome.rows?.bytes)
    }

    /// Trains what a blueprint says on the whole examples, with the random numbers that follow from it.
    ///
    /// - Parameters:
    ///   - attempt: tells several trainings apart, each with random numbers of its own; 0 for the first.
    ///   - cores: threads that share the work; the result is the same for any number of them.
    ///   - keepsBest: whether a wish to stop ends it with the best weights so far, where an epoch is finished.
    /// - Throws: `.failed` where it diverges; `.cancelled`.
    public func train(
        _ blueprint: NetworkBlueprint, attempt: Int = 0, cores: Int = 1, keepsBest: Bool = false,
        cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> TrainingOutcome {
        try train(
            blueprint, part: nil, attempt: attempt, cores: cores, keepsBest: keepsBest, cancellation: cancellation,
            progress: progress)
    }

    private func train(
        _ blueprint: NetworkBlueprint, part: Int?, attempt: Int = 0, cores: Int = 1, keepsBest: Bool = false,
        cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> TrainingOutcome {
        var settings = blueprint.settings
        let description = try description(of: blueprint, part: part, attempt: attempt)
        settings.seed = Fingerprint(of: description).seed(mixedWith: seed)
        do {
            let examples = part.flatMap { folds.isEmpty ? nil : folds[$0 % folds.count] } ?? examples
            let trainer = try Trainer(architecture: blueprint.architecture, settings: settings, examples: examples)
            return try trainer.train(
                cores: cores, keepsBest: keepsBest, cancellation: cancellation, progress: progress)
        } catch {
            if case .cancelled = error { throw .cancelled }
            throw .failed(reason: error.description)
        }
    }

    /// The expression's value for the scores of one training.
    public func value(of genome: Genome, measured: Evaluation) -> Double {
        program.evaluate(slots.numbers(of: genome, scores: Self.scoreNames.map { measured.scores[$0] ?? .nan }))
    }

    /// The fitness of a measured genome: the mean over folds and repeats.
    public func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome {
        let value = meanValue(of: genome, measured: measured)
        guard value.isFinite else { return .failure("the expression gave \(value)") }
        return .fitness(direction.oriented(value), size: measured.first?.scores["parameters"] ?? 0)
    }

    /// Looks at each value of each gene before anything is trained. Of a range with many values the ends are enough.
    private func check() throws(ObjectiveError) {
        for gene in genus.genes where isRead(gene) {
            let codes = gene.count <= 1000 ? Array(0..<gene.count) : [0, gene.count - 1]
            for code in codes {
                _ = try NetworkKey(try NetworkBlueprint([(gene.name, gene.value(of: UInt32(code)))], for: task))
            }
        }
    }

    /// Whether the network is to read a gene: one that it does not know may be the expression's, or another gene's.
    private func isRead(_ gene: Gene) -> Bool {
        NetworkGenes.meaning(of: gene.name) != nil || !others.contains(gene.name)
    }
}
