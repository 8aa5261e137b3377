import CommandLanguage
import CommandParsing
import Messages
import Plots

extension PlotKind {
    static let training = PlotKind(
        "training", "loss and score by epoch of the fittest network, or of the N fittest",
        .optional(.value("count", .integer(1...6), "number of networks"))
    ) { request throws(SessionError) in
        _ = try request.drawing()
        return try request.session.trainingDrawing(of: request.command.count)
    }
}
