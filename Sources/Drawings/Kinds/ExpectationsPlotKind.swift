import Messages
import Plots

extension PlotKind {
    static let expectations = PlotKind(
        "expectations", "predicted and measured fitness of each birth, with litters", isOfOneObjective: true
    ) { request throws(SessionError) in
        try request.drawing().expectations()
    }
}
