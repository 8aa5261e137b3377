import CommandLanguage
import Evolution
package import Messages
package import Reports
import SearchPreparation
package import Session
import SessionState
import Statistics

extension Session {
    /// Returns the best organism so far, beside simpler predictions, and with the analysis of its network if it is the
    /// current one.
    ///
    /// - Parameter context: nil to compute nothing that takes long.
    package func judgedFittest(_ context: ExecutionContext?) throws(SessionError) -> FittestReport {
        var report = try fittestReport()
        guard let context else { return report }
        // The fittest is shown even without its data.
        report.baselines = shownBaselines(context)
        if report.baselines?.wasStopped != true, isCurrentNetworkFittest { report.analysis = shownAnalysis(context) }
        return report
    }

    /// Returns the analysis of the current network for a report that is shown without it if it fails: a training must not
    /// be lost with it.
    package func shownAnalysis(_ context: ExecutionContext) -> NetworkAnalysis? {
        do {
            return try analysis(context)
        } catch {
            context.report(.warning("the trained network cannot be analysed: \(error.description)"))
            return nil
        }
    }

    /// Returns the baselines for a report that is shown without them if they cannot be measured.
    package func shownBaselines(_ context: ExecutionContext) -> BaselinesReport? {
        do {
            return try baselines(context)
        } catch {
            context.report(.warning("baselines cannot be measured: \(error.description)"))
            return nil
        }
    }

    /// Returns the baselines as a table: `show baselines`.
    ///
    /// - Parameter context: nil to measure nothing.
    /// - Throws: `.unusable` if the objective has no baselines; `.interrupted` if Ctrl-C stopped their measurement.
    package func baselinesTable(_ context: ExecutionContext?) throws(SessionError) -> TableReport {
        let report = if let context { try baselines(context) } else { try knownBaselines() }
        guard let report else { throw state.objective == nil ? .noObjectiveForBaselines : .noBaselines }
        for warning in report.warnings { context?.report(.warning(warning)) }
        if report.wasStopped { context?.report(.notice("stopped; `show baselines` measures the rest")) }
        return report.table
    }

    /// Returns a table of columns with the importance of each for the current network, if it fits the data.
    package func addingImportance(to report: TableReport, _ context: ExecutionContext?) -> TableReport {
        guard state.trained != nil else { return report }
        let known: ColumnImportances?
        do throws(SessionError) {
            if let context {
                known = try columnImportances(for: "show columns", context)
            } else {
                known = importances?.columns
            }
        } catch {
            // A network for other columns has nothing to say about these.
            return report
        }
        guard let known else { return report }
        let byName = Dictionary(known.columns.map { ($0.name, $0.importance) }) { first, _ in first }
        let names = report.table.rows.map { $0.first ?? "" }
        let falls = names.map { byName[$0].map { Numbers.score($0.mean) } ?? "–" }
        let deviations = names.map { byName[$0].map { Numbers.score($0.deviation) } ?? "–" }
        let index = report.table.columns.count - 1
        return TableReport(
            title: report.title,
            table: report.table.inserting(.init("importance", .right), falls, at: index)
                .inserting(.init("deviation", .right), deviations, at: index + 1))
    }
}

extension SessionError {
    static var noObjectiveForBaselines: SessionError {
        .missing("`show baselines` needs an objective", try: "load digits")
    }
}
