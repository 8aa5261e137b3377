import Datasets
import Evolution
import Expressions
import Networks
import Objectives

/// Everything that a search needs besides the population: the objective, the genes and the data.
struct SearchSetup {
    /// The kinds of objectives.
    enum Kind {
        /// A function of genes; nothing is trained.
        case expression(ExpressionObjective)
        /// Several functions of genes; nothing is trained.
        case expressions(ExpressionVector)
        /// A score of networks, which are trained.
        case network(NetworkObjective)
        /// The output of a program.
        case program(ProgramObjective)
        /// Values that another program tells.
        case told
    }

    let choice: ObjectiveChoice
    /// The genes, with the conditions that are known before a genome is evaluated.
    let genus: Genus
    let kind: Kind
    /// The rule that ends hopeless measurements at the rungs of the objective.
    let stopping: Stopping
    /// The conditions on results; nil for none.
    var results: ResultConditions?

    /// What the outcomes of the search consist of.
    var criteria: Criteria {
        Criteria(objectives: choice.criteria.objectives, isConstrained: results != nil)
    }

    var trainsNetworks: Bool { if case .network = kind { true } else { false } }

    /// The objective if workers measure it; nil for a function of genes.
    var measured: (any Objective)? {
        switch kind {
        case .expression, .expressions, .told: nil
        case .network(let objective): objective
        case .program(let objective): objective
        }
    }

    /// The budgets at which measurements pause; nil if all are measured whole.
    var rungs: Rungs? { stopping == .none ? nil : measured?.rungs }

    /// The objective if it is the output of a program; otherwise nil.
    var program: ProgramObjective? { if case .program(let objective) = kind { objective } else { nil } }

    /// The first objective as text: `validation accuracy`, `x / y`, `output`.
    var title: String { choice.title }
}

extension Session {
    /// Returns the current search, checked as a whole, and creates a population if there is none.
    ///
    /// - Throws: `.missing` if there is no objective or no data; `.failed` or `.mistake` if genes, objective, data and
    ///   settings do not fit.
    func search() throws(SessionError) -> SearchSetup {
        let search = try currentSearch()
        if state.evolution == nil {
            do {
                let like = try (state.population.like ?? []).map(search.genus.partialGenome)
                state.evolution = try Evolution(
                    genus: search.genus, settings: searchSettings, seed: state.seed, like: like,
                    criteria: search.criteria)
            } catch {
                throw .failed("\(error)")
            }
        } else if search.genus.feasibility != nil, state.evolution?.genus.feasibility == nil {
            // Conditions are not saved with a population.
            do { try state.evolution?.constrain(by: search.genus.feasibility) } catch {
                throw .failed(error.description)
            }
        }
        if case .network(let objective) = search.kind, state.evolution?.settings.litterRate == .time {
            state.evolution?.costEstimate = objective.costEstimate
        }
        return search
    }

    /// Returns the current search, regardless of the population.
    ///
    /// - Throws: `.missing` if there is no objective or no data; `.failed` or `.mistake` if genes, objective and data
    ///   do not fit.
    func currentSearch() throws(SessionError) -> SearchSetup {
        guard let choice = state.objective else {
            let gene = Genus.columns(of: state.genes.genes).first { !$0.domain.hasWords }?.name
            throw .noObjective(hasData: state.data != nil, gene: gene)
        }
        if state.genes.genes.isEmpty, state.data != nil, !choice.isOverGenesAlone([]) { throw .noNetworkGenes }
        let genus: Genus
        do {
            genus = try Genus(state.genes.genes)
        } catch {
            throw .failed(error.description)
        }
        let kind = try searchKind(genus, choice)
        let (feasibility, results) = try conditions(of: genus, kind)
        return SearchSetup(
            choice: choice, genus: genus.constrained(by: feasibility), kind: kind,
            stopping: state.training.values.stopping, results: results)
    }

    /// Returns the objective of the session over some genes.
    ///
    /// - Throws: As `currentSearch`.
    func searchKind(_ genus: Genus) throws(SessionError) -> SearchSetup.Kind? {
        guard let choice = state.objective else { return nil }
        return try searchKind(genus, choice)
    }

    private func searchKind(_ genus: Genus, _ choice: ObjectiveChoice) throws(SessionError) -> SearchSetup.Kind {
        do {
            if let program = choice.program {
                return .program(
                    try ProgramObjective(
                        program, direction: choice.direction, genus: genus, seed: state.training.values.seed,
                        spellings: state.spellings ?? [:], checkpoints: checkpoints,
                        mostPaused: mostPausedPrograms))
            } else if choice.isTold, genus.index(of: ObjectiveChoice.told) == nil {
                return .told
            } else if choice.isOverGenesAlone(state.genes.genes), choice.objectives.count > 1 {
                return .expressions(try ExpressionVector(choice.objectives, genus: genus))
            } else if choice.isOverGenesAlone(state.genes.genes) {
                return .expression(
                    try ExpressionObjective(choice.expression, direction: choice.direction, genus: genus))
            } else {
                return .network(try networkObjective(choice, genus))
            }
        } catch let error as ObjectiveError {
            throw mistake(error, in: choice)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
    }

    private func networkObjective(_ choice: ObjectiveChoice, _ genus: Genus) throws -> NetworkObjective {
        let loaded = try loadedExamples(for: "\(choice.expression)")
        let dataset = loaded.examples.dataset
        // Early stopping watches the objective if it is a single score.
        let usual: Metric = if case .values = dataset.targets { .r2 } else { .accuracy }
        let score = observedMetric(of: choice) ?? usual
        let plan = state.training.plan(for: dataset.targets)
        if let rungs = plan.rungs, choice.objectives.count > 1 { throw SessionError.rungsOfSeveralObjectives(rungs) }
        if let reason = plan.loss.objection(to: dataset.targets) ?? plan.weights.objection(to: dataset.targets) {
            throw SessionError.unusable(reason)
        }
        if genus.genes.contains(where: { $0.name == "class_weights" }),
            ClassWeights.balanced.objection(to: dataset.targets) != nil
        {
            throw SessionError.weightsGeneOfNumbers
        }
        if let reason = plan.loss.objection(to: plan.output) {
            // Another activation is no remedy if the loss itself does not suit the targets.
            let complaint = TrainingMismatch(plan, dataset.targets)?.complaintOfLoss
            throw SessionError.unusable(
                complaint ?? NetworksError.unsuitable(loss: plan.loss.name, reason: reason).description)
        }
        let input: TensorShape
        switch dataset.layout {
        case .image(let height, let width, let channels):
            input = .image(height: height, width: width, channels: channels)
        case .table(let columns):
            guard plan.augmentation == nil else { throw SessionError.augmentationOfTable(dataset.name) }
            input = .vector(columns.count)
        }
        var settings = state.training.settings(for: dataset.targets, score: score)
        let further = furtherMetrics(read: choice).filter { $0 != score }
        settings.scores = further.isEmpty ? nil : further
        try checkMetrics([score] + further, loaded, output: plan.output)
        let task = NetworkTask(
            input: input, outputs: dataset.targets.outputs,
            outputActivation: state.training.outputActivation(for: dataset.targets),
            settings: settings)
        return try NetworkObjective(
            genus: genus, task: task, examples: loaded.examples, folds: loaded.folds,
            repeats: state.training.values.repeats, rungs: plan.rungs, expression: choice.expression,
            direction: choice.direction, further: choice.further ?? [],
            seed: UInt64(state.training.values.seed))
    }
}
