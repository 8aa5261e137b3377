import Evolution
package import Messages
import SearchRunner
package import Session
package import SessionState

extension Session {
    /// Runs searches that measure their genomes, one after the other, each on all workers or evaluators, until all are
    /// finished or Ctrl-C stops them.
    package func measure(_ ways: [PreparedWay], _ progress: ExperimentProgressMeter) throws(SessionError) {
        for job in state.experiment?.missing ?? [] {
            guard !progress.context.isInterrupted(), let experiment = state.experiment else { return }
            try measure(job, ways[job.way], experiment, progress)
            // A run whose programs took minutes is not lost because the shell is killed within a second.
            recovery?.save(state, memory, atOnce: true)
        }
    }

    /// Runs one search to its end, or until Ctrl-C stops it; either way the experiment takes what it has reached.
    private func measure(
        _ job: Experiment.Job, _ way: PreparedWay, _ experiment: Experiment, _ progress: ExperimentProgressMeter
    ) throws(SessionError) {
        let base = state
        let paused = experiment.paused(job)
        let evolution = try way.begin(job.seed, paused: paused)
        state = way.state
        // The evaluations so far belong to the session, not to the way.
        state.counts = base.counts
        var run: SearchRun
        do throws(SessionError) {
            run = try runBeside(
                way.search, evolution, progress.context(of: job, in: experiment),
                wanted: experiment.generations - evolution.generation)
        } catch {
            state = base
            throw error
        }
        run.join(
            unfinished: paused?.unfinished,
            autosave: recovery.map { Autosave(session: base, recovery: $0, memory: memory, job: job) })
        var trouble: SessionError?
        do throws(SessionError) {
            while !experiment.isFinished(run.evolution), try run.runNextGeneration() {}
        } catch {
            trouble = error
        }
        run.close()
        state = base
        state.counts = run.counts
        state.experiment?.take(job, run.evolution, unfinished: run.unfinished)
        if experiment.isFinished(run.evolution) { progress.report(1, begun: []) }
        if let trouble { throw trouble }
    }
}
