import Messages
import Plots

extension PlotKind {
    static let diversity = PlotKind(
        "diversity", "differences between the genomes of each generation (for bits, the Hamming distance)"
    ) { request throws(SessionError) in
        try request.drawing().diversity()
    }
}
