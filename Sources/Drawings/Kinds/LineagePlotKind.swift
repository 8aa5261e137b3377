import CommandLanguage
import CommandParsing
import Messages
import Plots

extension PlotKind {
    static let lineage = PlotKind(
        "lineage", "ancestors of the fittest organism, or of birth N",
        .optional(.value("birth", .birth, "the number of a birth")), options: [.objective], isOfOneObjective: true
    ) { request throws(SessionError) in
        try request.drawing().lineage(of: request.command.birth)
    }
}
