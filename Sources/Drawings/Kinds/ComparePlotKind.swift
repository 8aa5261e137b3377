import Messages
import Objectives
import Plots
import Session
import SessionState

extension PlotKind {
    static let compare = PlotKind(
        "compare", "best result so far of the evolution and of the search it was compared with"
    ) { request throws(SessionError) in
        let (evolution, objective) = try request.evolved()
        let comparison = request.session.state.comparison
        guard let front = SearchFront(evolution, objective) else {
            return try request.drawing().comparison(comparison)
        }
        let drawing = Drawing(evolution: evolution, what: front.hypervolumeTitle, direction: .maximize)
        return try drawing.comparison(comparison)
    }
}
