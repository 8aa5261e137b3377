import Messages
import Plots

extension PlotKind {
    static let histogram = PlotKind(
        "histogram", "number of organisms of the population by fitness"
    ) { request throws(SessionError) in
        try request.drawing().histogram()
    }
}
