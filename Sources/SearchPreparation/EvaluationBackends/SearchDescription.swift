import Datasets
import Evolution
import Expressions
import Objectives
import SearchRunner
import Session
import SessionState
import Settings

/// Everything that an evaluator needs to know about a search: the choices made by a session's commands.
struct SearchDescription: Codable, Sendable {
    /// The choice that loads the data, and the digest that verifies them.
    struct DataDescription: Codable, Sendable {
        let choice: DataChoice
        let digest: String
    }

    /// The data; nil if nothing is trained.
    let data: DataDescription?
    /// The number of samples that defaults follow; nil for none.
    let samples: Int?
    let genes: [Gene]
    let spellings: Spellings?
    let objective: ObjectiveChoice
    let training: TrainingChoice
    /// The conditions that read scores which not every training measures; nil for none.
    let requirements: [ParsedExpression]?
}

extension Session {
    /// Returns the description of a search for evaluators.
    func description(of search: SearchSetup) -> SearchDescription {
        var data: SearchDescription.DataDescription?
        if search.trainsNetworks, let examples {
            data = .init(choice: examples.choice, digest: "\(examples.examples.dataset.digest)")
        }
        let measured = (state.requirements ?? []).filter { condition in
            !NetworkObjective.furtherMetrics(among: condition.names, genes: state.genes.genes).isEmpty
        }
        return SearchDescription(
            data: data, samples: state.samples, genes: state.genes.genes, spellings: state.spellings,
            objective: search.choice,
            training: state.training, requirements: measured.isEmpty ? nil : measured)
    }
}
