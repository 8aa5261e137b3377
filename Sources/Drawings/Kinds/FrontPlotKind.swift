import Messages
import Plots
import Session

extension PlotKind {
    static let front = PlotKind(
        "front", "the Pareto front of several objectives, with earlier fronts behind it"
    ) { request throws(SessionError) in
        try request.session.front(for: "plot front").drawing()
    }
}
