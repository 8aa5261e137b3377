package import Evolution
package import Messages
package import SearchRunner
import SessionState

extension Session {
    /// Returns the evolution, once it has a finished generation, and its objective.
    package func evolved() throws(SessionError) -> (Evolution, ObjectiveChoice) {
        guard let evolution = state.evolution, evolution.generation > 0, let objective = state.objective else {
            if state.objective?.isTold == true { throw .noGenerationTold }
            if state.unfinishedBest != nil { throw .noGenerationFinished }
            throw .nothingEvolved(hasObjective: state.objective != nil)
        }
        return (evolution, objective)
    }

    /// Returns the best organism so far, also of a generation that the time limit stopped.
    package func fittestOrganism() throws(SessionError) -> (Organism, Evolution, ObjectiveChoice) {
        if let best = state.fittestUnfinished, let evolution = state.evolution, let objective = state.objective {
            return (best.fittest, evolution, objective)
        }
        let (evolution, objective) = try evolved()
        guard let fittest = evolution.fittest, fittest.outcome?.fitness != nil else {
            throw .allEvaluationsFailed
        }
        return (fittest, evolution, objective)
    }

    /// Warns that the fittest network is the best of a generation that the time limit stopped.
    package func warnOfUnfinishedFittest(_ context: ExecutionContext) {
        guard state.fittestUnfinished != nil, let unfinished = state.unfinishedReport else { return }
        context.report(.unfinishedFittest(unfinished))
    }
}
