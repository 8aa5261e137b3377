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
        /// A score of networks, which are trained.
        case network(NetworkObjective)
        /// The output of a program.
        case program(ProgramObjective)
        /// Values that another program tells.
        case told
    }

    let choice: ObjectiveChoice
    let genus: Genus
    let kind: Kind

    var trainsNetworks: Bool { if case .network = kind { true } else { false } }

    /// The objective if workers measure it; nil for a function of genes.
    var measured: (any Objective)? {
        switch kind {
        case .expression, .told: nil
        case .network(let objective): objective
        case .program(let objective): objective
        }
    }

    /// The objective if it is the output of a program; otherwise nil.
    var program: ProgramObjective? { if case .program(let objective) = kind { objective } else { nil } }

    /// The objective as text: `validation accuracy`, `x / y`, `output`.
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
                    genus: search.genus, settings: searchSettings, seed: state.seed, like: like)
            } catch {
                throw .failed("\(error)")
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
        if state.genes.genes.isEmpty, state.data != nil, !choice.scores.isEmpty { throw .noNetworkGenes }
        let genus: Genus
        do {
            genus = try Genus(state.genes.genes)
        } catch {
            throw .failed(error.description)
        }
        let kind: SearchSetup.Kind
        do {
            if let program = choice.program {
                kind = .program(
                    try ProgramObjective(
                        program, direction: choice.direction, genus: genus, seed: state.training.values.seed,
                        spellings: state.spellings ?? [:]))
            } else if choice.isTold, genus.index(of: ObjectiveChoice.told) == nil {
                kind = .told
            } else if choice.isOverGenesAlone {
                kind = .expression(
                    try ExpressionObjective(choice.expression, direction: choice.direction, genus: genus))
            } else {
                kind = .network(try networkObjective(choice, genus))
            }
        } catch let error as ObjectiveError {
            throw mistake(error, in: choice)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
        return SearchSetup(choice: choice, genus: genus, kind: kind)
    }

    private func networkObjective(_ choice: ObjectiveChoice, _ genus: Genus) throws -> NetworkObjective {
        let loaded = try loadedExamples(for: "\(choice.expression)")
        let dataset = loaded.examples.dataset
        // Early stopping watches the objective if it is a single score.
        let usual: Metric = if case .values = dataset.targets { .r2 } else { .accuracy }
        let score = Metric(named: "\(choice.expression)") ?? usual
        let plan = state.training.plan(for: dataset.targets)
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
        let task = NetworkTask(
            input: input, outputs: dataset.targets.outputs,
            outputActivation: state.training.outputActivation(for: dataset.targets),
            settings: state.training.settings(for: dataset.targets, score: score))
        return try NetworkObjective(
            genus: genus, task: task, examples: loaded.examples, folds: loaded.folds,
            repeats: state.training.values.repeats, expression: choice.expression, direction: choice.direction,
            seed: UInt64(state.training.values.seed))
    }
}
