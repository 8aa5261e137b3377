import CommandLanguage
import CommandParsing
import Messages
import Plots
import Session
import SessionState

extension PlotKind {
    static let importance = PlotKind(
        "importance", "importance of each gene for being among the fittest tenth",
        .optional(
            .sequence([
                .word("by", "the method"),
                .word("model", "over the whole search space, by a surrogate model (functional ANOVA)"),
            ])), options: [.genes, .objective], isOfOneObjective: true
    ) { request throws(SessionError) in
        let (command, state) = (request.command, request.session.state)
        let drawing = try request.drawing()
        // The sample has the first objective alone.
        let sample = drawing.objective == 0 ? state.comparison?.sample ?? [] : []
        if command.isByModel { return try drawing.importanceByModel(command.genes, sample, seed: state.seed) }
        let known = sample.isEmpty ? drawing.measured.count : sample.count
        if known < few { request.context.report(.roughImportance(evaluations: known)) }
        let settled = sample.isEmpty ? try drawing.settledGenes() : []
        if !settled.isEmpty { request.context.report(.settledGenes(settled)) }
        return try drawing.importance(command.genes, sample, settled: settled)
    }

    /// With fewer evaluations than this, the fittest tenth is too small for a reliable estimate.
    private static let few = 50
}
