import Messages
import Plots

extension PlotKind {
    static let genes = PlotKind(
        "genes", "frequency of each value of each gene, by generation", options: [.genes]
    ) { request throws(SessionError) in
        let command = request.command
        return try request.drawing().genes(command.genes, on: command.file.map { .page($0.page) } ?? .terminal)
    }
}
