import Messages
import Plots
import Session
import SessionState

extension PlotKind {
    static let time = PlotKind(
        "time", "best result so far by the seconds that evaluations took", options: [.objective], isOfOneObjective: true
    ) { request throws(SessionError) in
        try request.drawing().time(request.session.state.evaluationLog)
    }
}
