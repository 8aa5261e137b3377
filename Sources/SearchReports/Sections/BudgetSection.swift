import Evolution
import Objectives
import ReportPage
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState

extension ReportSource {
    /// How far the evaluations of a search with rungs went. Nil without rungs.
    var budgetSection: ReportSection? {
        let records = session.state.evaluationLog.rungs.filter { $0.birth < evolution.evaluations }
        guard let highest = records.map(\.highest).max() else { return nil }
        let (unit, used) = (RungWords.unit, records.reduce(0) { $0 + $1.reached })
        let complete = records.count(where: \.isComplete)
        let whole = records.reduce(0) { $0 + $1.highest }
        let share = whole > 0 ? " (\(Numbers.chance(Double(used) / Double(whole))) of them)" : ""
        let text =
            "\(complete) of \(Numbers.counted(records.count, "evaluation")) went as far as they could, at most to \(highest) "
            + "\(unit); the others were stopped earlier, or failed. Together they used \(used) \(unit)\(share). Results "
            + "with different numbers of \(unit) are compared only at the same number."
        return ReportSection(
            id: "budgets", title: "How far the evaluations went",
            blocks: [.paragraph(text), .table(budgetTable(records))])
    }

    private func budgetTable(_ records: [RungRecord]) -> ReportTable {
        let budgets = Set(records.map(\.reached)).sorted()
        let rows = budgets.map { budget in
            let here = records.filter { $0.reached == budget }
            let best = here.compactMap(\.fitness).max().map { Numbers.score(objective.direction.oriented($0)) }
            return [
                "\(budget)", "\(here.count)", "\(here.count(where: \.isComplete))", "\(here.count { $0.stop != nil })",
                "\(here.count { $0.end == .failed })", best ?? "–",
            ]
        }
        return ReportTable(
            caption: "Evaluations by the \(RungWords.unit) that they reached",
            columns: [RungWords.unit, "evaluations", "complete", "stopped", "failed", "best \(objective.title)"]
                .map { .init($0, isNumeric: true) }, rows: rows)
    }
}
