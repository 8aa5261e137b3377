import Evolution
import Foundation
import Objectives
import Plots
import ReportPage

/// Everything that the sections of a report are made from.
struct ReportSource {
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

    /// Returns a figure with its caption, or the reason why there is none.
    func figure(
        _ caption: String, links: ReportBlock.Links = .none, _ draw: () throws(SessionError) -> (Figure, String)
    ) -> ReportBlock {
        do {
            return .figure(try draw().0, caption: caption, links: links)
        } catch {
            return .paragraph("\(caption): \(error.description).")
        }
    }
}

extension Session {
    /// Returns a report on the search.
    ///
    /// - Parameter reloadSeconds: The number of seconds after which a page reloads itself; nil for never.
    /// - Throws: `.missing` if nothing was evolved.
    func reportDocument(reloadSeconds: Int?) throws(SessionError) -> ReportDocument {
        let (evolution, objective) = try evolved()
        let hasFitness = state.fittest?.outcome?.fitness != nil
        let source = ReportSource(
            session: self, evolution: evolution, objective: objective,
            fittest: hasFitness ? try fittestReport() : nil, front: SearchFront(evolution, objective),
            drawing: Drawing(evolution: evolution, what: objective.title, direction: objective.direction))
        let moment = Date().formatted(.iso8601.dateSeparator(.dash).timeSeparator(.colon))
        return ReportDocument(
            title: state.title, result: source.result, highlights: source.highlights,
            sections: source.sections, evaluations: source.columns,
            origin: (state.student.map { "Student \($0.title). " } ?? "")
                + "Written by ns \(Version.number) at \(moment).", reloadSeconds: reloadSeconds)
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
