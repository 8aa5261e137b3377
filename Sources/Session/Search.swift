import Datasets
import Evolution
import Expressions
import Networks
import Objectives

/// What a search needs besides the population: what is sought, over which genes, on which data.
struct Search {
    /// The two kinds of things that can be sought.
    enum Kind {
        /// Nothing is trained.
        case expression(ExpressionObjective)
        /// Networks are trained.
        case network(NetworkObjective)
    }

    let choice: ObjectiveChoice
    let kind: Kind

    var trainsNetworks: Bool { if case .network = kind { true } else { false } }

    /// What is sought in words: `validation accuracy`, `x / y`.
    var title: String { trainsNetworks ? "validation \(choice.expression)" : "\(choice.expression)" }
}

extension Session {
    /// What is sought now, checked as a whole; a population is begun where there is none.
    ///
    /// - Throws: what is missing or does not fit.
    func search() throws(SessionError) -> Search {
        guard let choice = state.objective else {
            throw .missing("nothing is sought yet", try: state.data == nil ? "load digits" : "maximize accuracy")
        }
        let genus: Genus
        do {
            genus = try Genus(state.genes.genes)
        } catch {
            throw .failed(error.description)
        }
        let kind: Search.Kind
        do {
            if choice.isOverGenesAlone {
                kind = .expression(
                    try ExpressionObjective(choice.expression, direction: choice.direction, genus: genus))
            } else {
                kind = .network(try networkObjective(choice, genus))
            }
        } catch let error as ObjectiveError {
            throw .failed(error.description)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
        if state.evolution == nil {
            do {
                let like = try (state.population.like ?? []).map(genus.partialGenome)
                state.evolution = try Evolution(
                    genus: genus, settings: searchSettings, seed: state.seed, like: like)
            } catch {
                throw .failed("\(error)")
            }
        }
        return Search(choice: choice, kind: kind)
    }

    private func networkObjective(_ choice: ObjectiveChoice, _ genus: Genus) throws -> NetworkObjective {
        let loaded = try loadedExamples(for: "\(choice.expression)")
        let dataset = loaded.examples.dataset
        // Early stopping watches the score that is sought, where it is one alone.
        let usual: Metric = if case .values = dataset.targets { .r2 } else { .accuracy }
        let score = Metric(named: "\(choice.expression)") ?? usual
        let task = NetworkTask(
            inputs: dataset.layout.width, outputs: dataset.targets.outputs,
            outputActivation: state.training.outputActivation(for: dataset.targets),
            settings: state.training.settings(for: dataset.targets, score: score))
        return try NetworkObjective(
            genus: genus, task: task, examples: loaded.examples, folds: loaded.folds,
            repeats: state.training.repeats ?? 1, expression: choice.expression, direction: choice.direction,
            seed: UInt64(state.training.seed ?? 1))
    }
}
