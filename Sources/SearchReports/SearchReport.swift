import Drawings
import Evolution
import Foundation
package import Messages
import Objectives
import Plots
package import ReportPage
import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Teaching

/// Everything that the sections of a report are made from.
struct ReportSource: ReportedSession {
    let session: Session
    let evolution: Evolution
    let objective: ObjectiveChoice
    /// The fittest organism with its uncertainty; nil if all evaluations failed.
    let fittest: FittestReport?
    /// The front, even an empty one; nil with a single objective.
    let front: SearchFront?
    let drawing: Drawing

    /// The sections in order, without those that have nothing to say about this search. Each is a file in `Sections`.
    var sections: [ReportSection] {
        [
            resultSection, questionSection, dataSection, fittestSection, frontSection, classesSection,
            evolutionSection, budgetSection, experimentSection, evaluationsSection, originSection,
        ].compactMap { $0 }
    }
}

extension Session {
    /// Returns a report on the search.
    ///
    /// - Parameter reloadSeconds: The number of seconds after which a page reloads itself; nil for never.
    /// - Throws: The errors of `fittestReport`; `.interrupted`, unless the page reloads itself.
    package func reportDocument(reloadSeconds: Int?) throws(SessionError) -> ReportDocument {
        let moment = Date().formatted(.iso8601.dateSeparator(.dash).timeSeparator(.colon))
        let student = state.student.map { "Student \($0.title), seed \(state.seed). " } ?? ""
        let origin = student + "Written by ns \(Version.number) at \(moment)."
        guard let evolution = state.evolution, evolution.generation > 0, let objective = state.objective else {
            let source = EarlyReport(session: self)
            return ReportDocument(
                title: state.title, result: source.result, highlights: source.highlights, sections: source.sections,
                evaluations: nil, origin: origin, reloadSeconds: reloadSeconds)
        }
        let hasFitness = state.fittest?.outcome?.fitness != nil
        var drawing = Drawing(evolution: evolution, what: objective.title, direction: objective.direction)
        // A live page is complete, also after Ctrl-C.
        let isStoppable = reloadSeconds == nil
        if isStoppable { drawing.check = checkInterruption(at:) }
        let source = ReportSource(
            session: self, evolution: evolution, objective: objective,
            fittest: hasFitness ? try fittestReport() : nil, front: SearchFront(evolution, objective),
            drawing: drawing)
        let document = ReportDocument(
            title: state.title, result: source.result, highlights: source.highlights,
            sections: source.sections, evaluations: source.columns,
            origin: origin, reloadSeconds: reloadSeconds)
        // Its figures were stopped.
        if isStoppable { try checkInterruption(at: 0) }
        return document
    }
}

extension ReportTable {
    /// Creates the same table as `show` prints.
    init(_ report: TableReport) {
        self.init(
            caption: report.title,
            columns: report.table.columns.map { .init($0.name, isNumeric: $0.alignment == .right) },
            rows: report.table.rows)
    }
}
