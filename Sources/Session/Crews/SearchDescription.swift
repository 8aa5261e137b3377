import Datasets
import Evolution
import Objectives

/// All that an evaluator needs to know of a search: what a session is told by its commands.
struct SearchDescription: Codable, Sendable {
    /// The data by the words that load them, and what proves them; nil where nothing is trained.
    struct Data: Codable, Sendable {
        let choice: DataChoice
        let digest: String
    }

    let data: Data?
    let genes: [Gene]
    let objective: ObjectiveChoice
    let training: TrainingChoice
}

extension Session {
    /// What an evaluator is told of a search.
    func description(of search: Search) -> SearchDescription {
        var data: SearchDescription.Data?
        if search.trainsNetworks, let examples {
            data = .init(choice: examples.choice, digest: "\(examples.examples.dataset.digest)")
        }
        return SearchDescription(
            data: data, genes: state.genes.genes, objective: search.choice, training: state.training)
    }
}
