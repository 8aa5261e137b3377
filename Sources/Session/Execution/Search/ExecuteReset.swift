import CommandLanguage
import Evolution
import Objectives
import Programs
import Reports

extension ResetCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard session.state.evolution != nil else {
            return .nothingToReset
        }
        session.state.dropEvolution()
        session.checkpoints.removeIdle()
        return .reset
    }
}

extension Session {
    var workerCount: Int { state.workers ?? processors }

    /// Drops a population that a changed setting no longer fits, and returns the end of a sentence about it.
    func dropPopulation() -> String {
        guard let evolution = state.evolution else { return "" }
        state.dropEvolution()
        checkpoints.removeIdle()
        return evolution.generation == 0
            ? ""
            : "; the population of generation \(evolution.generation) is dropped: `evolve` starts a new one, `undo` "
                + "restores it"
    }
}
