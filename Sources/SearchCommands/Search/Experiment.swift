package import CommandLanguage
import Memory
package import Messages
package import Reports
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
package import SessionState

extension ExperimentCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let draft = session.draft else { throw .experimentWithoutWays }
        guard let objective = session.state.objective else {
            // This throws the error about what is missing.
            _ = try session.currentSearch()
            return .nothing
        }
        var experiment = Experiment(
            name: name, objective: objective, data: session.state.data, seeds: seeds.map(UInt64.init),
            generations: generations, goal: goal, ways: draft.allWays)
        if let earlier = session.state.experiment { experiment.adopt(earlier) }
        session.state.experiment = experiment
        return try session.runExperiment(context)
    }

    /// Returns an entry for each line of the block.
    package func entries(_ text: String, _ report: Report, in session: Session) -> [Transcript.Entry] {
        ([text] + (session.draft?.lines ?? []) + ["end"]).map { Transcript.Entry($0) }
    }
}

extension Session {
    /// Runs what is missing in the experiment.
    package func continueExperiment(_ context: ExecutionContext) throws(SessionError) -> Report {
        guard let experiment = state.experiment else { throw .noExperiment }
        guard experiment.objective == state.objective, experiment.data == state.data else {
            throw .experimentOfOtherSearch
        }
        guard !experiment.missing.isEmpty else { return .nothingToResume }
        return try runExperiment(context)
    }

    /// Runs all missing runs of the experiment and returns its results.
    ///
    /// - Throws: The error of a way that does not fit, or `.halted` with the finished runs if a run cannot continue.
    func runExperiment(_ context: ExecutionContext) throws(SessionError) -> Report {
        guard let experiment = state.experiment else { throw .noExperiment }
        let ways = try preparedWays(of: experiment)
        let progress = ExperimentProgressMeter(experiment, time: time, context)
        var trouble: SessionError?
        do throws(SessionError) {
            if ways.allSatisfy({ $0.search.measured == nil }) {
                try runFunctions(ways, progress)
            } else {
                try measure(ways, progress)
            }
        } catch {
            trouble = error
        }
        memory.saveAnswers()
        guard let finished = state.experiment, trouble == nil || finished != experiment else {
            throw trouble ?? .noExperiment
        }
        let report: Report =
            finished.finished == 0
            ? .stoppedBeforeFirstRun : .experiment(ExperimentReport(finished, seconds: progress.elapsed))
        if let trouble { throw .haltedExperiment(trouble, report) }
        return report
    }

    /// Returns the report of `show experiment`.
    package func experimentReport() throws(SessionError) -> ExperimentReport {
        guard let experiment = state.experiment else { throw .noExperiment }
        guard experiment.finished > 0 else { throw .noFinishedRun }
        return ExperimentReport(experiment)
    }
}
