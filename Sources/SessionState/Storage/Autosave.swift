package import Memory
package import SearchRunner

/// The automatic saving of a session while a search runs.
package struct Autosave: SearchAutosave {
    /// The session when the run began.
    package let session: SessionState
    package let recovery: Recovery
    package let memory: ScoreMemory
    /// The run of the session's experiment that is saved; nil for the session's own search.
    package var job: Experiment.Job?

    package init(session: SessionState, recovery: Recovery, memory: ScoreMemory, job: Experiment.Job? = nil) {
        self.session = session
        self.recovery = recovery
        self.memory = memory
        self.job = job
    }

    /// True if nothing was saved for a second.
    package var isDue: Bool { recovery.isDue }

    package func takeWarning() -> String? { recovery.takeWarning() }

    /// Saves the session as if the run ended now.
    package func save(_ run: SearchRun) {
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
    package mutating func take(_ run: SearchRun) {
        (evolution, evaluationLog, unfinished) = (run.evolution, run.evaluationLog, run.unfinished)
        (counts, unfinishedBest) = (run.counts, run.unfinishedBest)
    }
}
