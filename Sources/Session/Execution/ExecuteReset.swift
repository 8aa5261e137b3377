import CommandLanguage
import Evolution

extension ResetCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard session.state.evolution != nil else { return .said("there is no population yet; `evolve 10` begins one") }
        session.state.dropEvolution()
        return .said("a new population begins with the next `evolve`")
    }
}

extension Session {
    var workerCount: Int { state.workers ?? processors }

    /// Gives up a population that a changed setting no longer fits, and says so: an end of a sentence.
    func dropPopulation() -> String {
        guard let evolution = state.evolution else { return "" }
        state.dropEvolution()
        return evolution.generation == 0
            ? ""
            : "; the population of generation \(evolution.generation) is dropped, `evolve` begins a new one, `undo` brings "
                + "it back"
    }
}
