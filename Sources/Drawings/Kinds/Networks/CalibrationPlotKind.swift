import Messages
import Plots

extension PlotKind {
    static let calibration = PlotKind(
        "calibration", "accuracy of the current network by its confidence, on the validation set"
    ) { request throws(SessionError) in
        try request.session.calibrationDrawing()
    }
}
