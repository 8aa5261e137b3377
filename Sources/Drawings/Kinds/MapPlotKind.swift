import Messages
import Plots

extension PlotKind {
    static let map = PlotKind(
        "map", "contour map of a function of two genes, with the population on it"
    ) { request throws(SessionError) in
        // A map can show a population even before its first generation is finished.
        (try request.session.map(), "the population on its map")
    }
}
