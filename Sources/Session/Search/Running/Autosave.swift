import Memory

/// The automatic saving of a session while a search runs.
struct Autosave {
    /// The session when the run began.
    let session: SessionState
    let recovery: Recovery
    let memory: ScoreMemory

    /// True if nothing was saved for a second.
    var isDue: Bool { recovery.isDue }

    /// Saves the session as if the run ended now.
    func save(_ run: SearchRun) {
        var session = session
        session.take(run)
        recovery.save(session, memory, atOnce: true)
    }
}

extension SessionState {
    /// Takes what a run changed: the evolution, its log, the unfinished generation with its best genome, and the
    /// counters.
    mutating func take(_ run: SearchRun) {
        (evolution, evaluationLog, unfinished) = (run.evolution, run.evaluationLog, run.unfinished)
        (counts, unfinishedBest) = (run.counts, run.unfinishedBest)
    }
}
