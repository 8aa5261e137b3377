import Datasets
import Evolution
import Expressions
package import Messages
import Networks
import Objectives
import Programs
package import SearchRunner
package import Session
import SessionState
import Settings

extension Session {
    /// Returns the current search, checked as a whole, and creates a population if there is none.
    ///
    /// - Throws: `.missing` if there is no objective or no data; `.failed` or `.mistake` if genes, objective, data and
    ///   settings do not fit; `.interrupted`
    package func search() throws(SessionError) -> SearchSetup {
        let search = try currentSearch()
        if state.evolution == nil {
            do {
                let like = try (state.population.like ?? []).map(search.genus.partialGenome)
                state.evolution = try Evolution(
                    genus: search.genus, settings: searchSettings, seed: state.seed, like: like,
                    criteria: search.criteria, stop: phaseStop)
            } catch EvolutionError.stopped {
                throw .interrupted
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
    package func currentSearch() throws(SessionError) -> SearchSetup {
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
        let plan = state.training.plan(for: dataset.targets, samples: state.samples)
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
        var settings = plan.settings(score: score)
        let further = furtherMetrics(read: choice).filter { $0 != score }
        settings.scores = further.isEmpty ? nil : further
        try checkMetrics([score] + further, loaded, output: plan.output)
        let task = NetworkTask(
            input: input, outputs: dataset.targets.outputs,
            outputActivation: plan.output,
            settings: settings)
        return try NetworkObjective(
            genus: genus, task: task, examples: loaded.examples, folds: loaded.folds,
            repeats: state.training.values.repeats, rungs: plan.rungs, expression: choice.expression,
            direction: choice.direction, further: choice.further ?? [],
            seed: UInt64(state.training.values.seed))
    }
}
