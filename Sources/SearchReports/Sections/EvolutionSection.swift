import Drawings
import Evolution
import Messages
import Objectives
import PlotRendering
import Plots
import ReportPage
import SearchRunner
import Session
import SessionState

extension ReportSource {
    /// The figures of `plot`.
    var evolutionSection: ReportSection? {
        let comparison = session.state.comparison
        let sample = comparison?.sample ?? []
        // The hypervolume of several objectives is in the section on their front.
        let fitness = figure("Fitness by generation", links: .organisms) { () throws(SessionError) in
            drawing.fitness()
        }
        var blocks: [ReportBlock] =
            (front == nil ? [fitness] : []) + [
                figure("Parallel coordinates: each line is a genome", links: .parallel) { () throws(SessionError) in
                    try drawing.parallel([])
                },
                .paragraph(
                    "Drag on an axis to show only genomes with these values; the table of evaluations is filtered too. A click "
                        + "on an axis removes its filter, and a click on a line shows the story of its organism."),
                figure("Importance of genes") { () throws(SessionError) in
                    try drawing.importance([], sample, settled: sample.isEmpty ? drawing.settledGenes() : [])
                },
                figure("Values of genes by generation") { () throws(SessionError) in
                    try drawing.genes([], on: .page(FigurePage()))
                },
                figure("Diversity by generation") { () throws(SessionError) in try drawing.diversity() },
            ]
        if fittest != nil {
            blocks.append(
                figure("Ancestors of the fittest", links: .drawnOrganisms) { () throws(SessionError) in
                    try drawing.lineage(of: nil)
                })
        }
        if !objective.isOverGenesAlone(session.state.genes.genes), objective.program == nil, !objective.isTold,
            fittest != nil
        {
            blocks.append(
                figure("Training of the fittest network") { () throws(SessionError) in
                    try session.trainingDrawing(of: 1)
                })
        }
        // With several objectives, hypervolumes were compared.
        let compared = front.map {
            Drawing(evolution: evolution, what: $0.hypervolumeTitle, direction: .maximize)
        }
        if comparison != nil {
            blocks.append(
                figure("Compared with another search") { () throws(SessionError) in
                    try (compared ?? drawing).comparison(comparison)
                })
        }
        return ReportSection(id: "evolution", title: "Evolution", blocks: blocks)
    }

    /// The table of all evaluations.
    var evaluationsSection: ReportSection? {
        ReportSection(id: "evaluations", title: "Evaluations", blocks: [.evaluations])
    }
}
