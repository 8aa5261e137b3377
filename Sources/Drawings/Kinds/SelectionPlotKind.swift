import Messages
import Plots

extension PlotKind {
    static let selection = PlotKind(
        "selection", "number of children of each parent in the last generation, the fittest first"
    ) { request throws(SessionError) in
        try request.drawing().selection()
    }
}
