import Evolution
import Programs
import SessionState

extension Session {
    package var workerCount: Int { state.workers ?? processors }

    /// Drops a population that a changed setting no longer fits, and returns the end of a sentence about it.
    package func dropPopulation() -> String {
        guard let evolution = state.evolution else { return "" }
        state.dropEvolution()
        checkpoints.removeIdle()
        return evolution.generation == 0
            ? ""
            : "; the population of generation \(evolution.generation) is dropped: `evolve` starts a new one, `undo` "
                + "restores it"
    }
}
