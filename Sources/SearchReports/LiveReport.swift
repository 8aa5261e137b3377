import Evolution
package import Messages
package import SearchRunner
package import Session
import SessionState

extension Session {
    /// Writes the live report again if a command changed the search. A file that cannot be written causes a warning and
    /// ends the live report.
    package func updateLiveReport(_ context: ExecutionContext) {
        guard let report = liveReport, report.isOutdated(self), state.evolution?.generation ?? 0 > 0 else { return }
        rewrite(report, context)
    }

    /// Writes the live report of a search that runs, unless that would slow it down.
    package func updateLiveReport(of run: SearchRun, _ context: ExecutionContext) {
        guard let report = liveReport, report.isDue, run.evolution.generation > 0 else { return }
        let before = state
        state.take(run)
        rewrite(report, context)
        state = before
    }

    private func rewrite(_ report: WrittenReport, _ context: ExecutionContext) {
        var report = report
        do {
            try report.write(self, reportDocument)
            liveReport = report
        } catch {
            context.report(.liveReportStopped(error))
            liveReport = nil
        }
    }
}
