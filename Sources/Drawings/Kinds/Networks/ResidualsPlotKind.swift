import Messages
import Plots

extension PlotKind {
    static let residuals = PlotKind(
        "residuals", "predicted against actual numbers of the validation set, and the residuals"
    ) { request throws(SessionError) in
        try request.session.residualsDrawing()
    }
}
