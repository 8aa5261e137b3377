import CommandLanguage
import Drawings
import Messages
import ReportPage
import Reports
import Session
import SessionState

extension ReportedSession {
    /// The results of the last experiment. Nil without one, and before its first run is finished.
    var experimentSection: ReportSection? {
        guard let experiment = session.state.experiment, experiment.finished > 0 else { return nil }
        let report = ExperimentReport(experiment)
        let drawing = ExperimentDrawing(experiment: experiment)
        let table = TableReport(title: report.title, table: report.table)
        let blocks: [ReportBlock] =
            report.sentences.map { .paragraph(Self.sentence($0)) } + report.warnings.map { .warning(Self.sentence($0)) }
            + [
                .table(ReportTable(table)), .paragraph(Self.legend),
                figure("Best so far by evaluations: median and quartiles of the runs") { () throws(SessionError) in
                    drawing.figure(nil)
                },
                figure("Best results of the runs") { () throws(SessionError) in drawing.figure(.ends) },
                figure("Runs that reached the target") { () throws(SessionError) in drawing.figure(.targets) },
            ]
        return ReportSection(id: "experiment", title: "Experiment", blocks: blocks)
    }

    private static var legend: String {
        "Differences are of the same seeds, to the first way, with a 95% bootstrap interval. p is that of Wilcoxon's "
            + "signed-rank test, with Holm's correction for several ways. A is Vargha and Delaney's: the probability "
            + "that a run of the way is better than one of the first way."
    }
}
