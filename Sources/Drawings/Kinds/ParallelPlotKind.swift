import Messages
import Plots

extension PlotKind {
    static let parallel = PlotKind(
        "parallel",
        "each genome as a line over its genes, coloured by its fitness",
        options: [.genes, .objective], isOfOneObjective: true
    ) { request throws(SessionError) in
        try request.drawing().parallel(request.command.genes)
    }
}
