import Datasets
import Evolution
import Expressions
import Networks
import Objectives

/// What a search needs besides the population: what is sought, over which genes, on which data.
struct Search {
    /// The kinds of things that can be sought.
    enum Kind {
        /// Nothing is trained.
        case expression(ExpressionObjective)
        /// Networks are trained.
        case network(NetworkObjective)
        /// A program is asked.
        case program(ProgramObjective)
    }

    let choice: ObjectiveChoice
    let genus: Genus
    let kind: Kind

    var trainsNetworks: Bool { if case .network = kind { true } else { false } }

    /// What is measured by workers, each for as long as it takes; nil where nothing is measured.
    var measured: (any Objective)? {
        switch kind {
        case .expression: nil
        case .network(let objective): objective
        case .program(let objective): objective
        }
    }

    /// The program that is asked; nil where none is.
    var program: ProgramObjective? { if case .program(let objective) = kind { objective } else { nil } }

    /// What is sought in words: `validation accuracy`, `x / y`, `output`.
    var title: String { choice.title }
}

extension Session {
    /// What is sought now, checked as a whole; a population is begun where there is none.
    ///
    /// - Throws: what is missing or does not fit.
    func search() throws(SessionError) -> Search {
        let search = try sought()
        if state.evolution == nil {
            do {
                let like = try (state.population.like ?? []).map(search.genus.partialGenome)
                state.evolution = try Evolution(
                    genus: search.genus, settings: searchSettings, seed: state.seed, like: like)
            } catch {
                throw .failed("\(error)")
            }
        }
        return search
    }

    /// What is sought now, whatever the population.
    ///
    /// - Throws: what is missing or does not fit.
    func sought() throws(SessionError) -> Search {
        guard let choice = state.objective else {
            throw .missing("there is no objective yet", try: state.data == nil ? "load digits" : "maximize accuracy")
        }
        let genus: Genus
        do {
            genus = try Genus(state.genes.genes)
        } catch {
            throw .failed(error.description)
        }
        let kind: Search.Kind
        do {
            if let program = choice.program {
                kind = .program(
                    try ProgramObjective(
                        program, direction: choice.direction, genus: genus, seed: state.training.values.seed))
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
        return Search(choice: choice, genus: genus, kind: kind)
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
            repeats: state.training.values.repeats, expression: choice.expression, direction: choice.direction,
            seed: UInt64(state.training.values.seed))
    }
}
