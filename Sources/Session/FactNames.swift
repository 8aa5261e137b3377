import Evolution
import Objectives
package import SearchRunner
import SessionState

extension Session {
    /// The names of all facts, which are also variables.
    var factNames: Set<String> {
        let genes = state.genes.genes
        return Set(
            Self.facts + NetworkObjective.scoreNames + genes.map(\.name) + Genus.columns(of: genes).map(\.name)
                + state.programOutputs + (state.objective.map { Self.objectiveFacts(of: $0) } ?? [])
                + (state.experiment.map { ExperimentFacts($0).names } ?? []))
    }

    private static let facts = [
        "fittest", "generation", "evaluations", "trainings", "testreads", "validation", "test", "seed", "workers",
        "average", "leader", "different", "falls", "takeover", "diversity", "beaten", "epochs", "seconds", "status",
        "front", "hypervolume", "birth",
    ]

    /// The names of the values of the objectives: `objective1`, `objective2`.
    package static func objectiveFacts(of choice: ObjectiveChoice) -> [String] {
        choice.objectives.indices.map { "objective\($0 + 1)" }
    }
}
