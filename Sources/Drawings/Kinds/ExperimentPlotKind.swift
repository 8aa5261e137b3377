import CommandLanguage
import CommandParsing
import Messages
import Session
import SessionState

extension PlotKind {
    static let experiment = PlotKind(
        "experiment", "median and quartiles of each way by evaluations, the ends of all runs, or success",
        .optional(.choice(PlotCommand.View.allCases.map { .word($0.rawValue, $0.help) }))
    ) { request throws(SessionError) in
        guard let experiment = request.session.state.experiment else { throw .noExperiment }
        guard experiment.finished > 0 else { throw .noFinishedRun }
        return ExperimentDrawing(experiment: experiment).figure(request.command.view)
    }
}
