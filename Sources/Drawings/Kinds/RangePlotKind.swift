import Messages
import Plots

extension PlotKind {
    static let range = PlotKind(
        "range", "best, mean and worst of the births of each generation"
    ) { request throws(SessionError) in
        try request.drawing().range()
    }
}
