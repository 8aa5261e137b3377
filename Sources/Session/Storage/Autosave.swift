import Memory
import SearchRunner

/// The automatic saving of a session while a search runs.
struct Autosave: SearchAutosave {
    /// The session when the run began.
    let session: SessionState
    let recovery: Recovery
    let memory: ScoreMemory
    /// The run of the session's experiment that is saved; nil for the session's own search.
    var job: Experiment.Job?

    /// True if nothing was saved for a second.
    var isDue: Bool { recovery.isDue }

    func takeWarning() -> String? { recovery.takeWarning() }

    /// Saves the session as if the run ended now.
    func save(_ run: SearchRun) {
        var session = session
        if let job {
            session.experiment?.take(job, run.evolution, unfinished: run.unfinished)
            session.counts = run.counts
        } else {
            session.take(run)
        }
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
