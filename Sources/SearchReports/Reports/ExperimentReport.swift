import Foundation
import Messages
import Objectives
package import Reports
import SearchRunner
package import SessionState
import Statistics

extension ExperimentReport {
    package init(_ experiment: Experiment, seconds: Double? = nil) {
        let summary = ExperimentSummary(experiment)
        let oriented = experiment.objective.direction.oriented
        // With a goal, differences are of evaluations, of which fewer are better.
        let isMinimized = experiment.goal != nil || experiment.objective.direction == .minimize
        let ways = summary.ways.map { way in
            let quartiles = [0.25, 0.75].map { way.quantile($0).map(oriented) }
            let isReversed = (quartiles[0] ?? 0) > (quartiles[1] ?? 0)
            return Way(
                name: way.name, runs: way.ends.count, median: way.quantile(0.5).map(oriented),
                lowerQuartile: quartiles[isReversed ? 1 : 0], upperQuartile: quartiles[isReversed ? 0 : 1],
                best: way.best.map(oriented), successes: way.time?.successes,
                expectedEvaluations: way.time?.evaluations,
                comparison: way.comparison.map { Comparison($0, isMinimized: isMinimized) })
        }
        let (finished, runs) = (experiment.finished, experiment.runs)
        let stopped = finished < runs ? [Warning.missingRuns(finished: finished, runs: runs)] : []
        let cut = summary.isCut ? [Warning.unequalBudgets(summary.budget ?? 0)] : []
        self.init(
            name: experiment.name, objective: experiment.objective.title, seeds: experiment.seeds.count,
            generations: experiment.generations, goal: experiment.goal, evaluations: summary.budget, finished: finished,
            runs: runs, ways: ways, table: ExperimentTable(ways, hasGoal: experiment.goal != nil).table,
            sentences: ExperimentSentences(summary).lines, warnings: cut + stopped + Self.failures(summary),
            seconds: seconds)
    }
}

extension ExperimentReport {
    /// Returns a warning if evaluations failed, with the ways to which it happened.
    private static func failures(_ summary: ExperimentSummary) -> [String] {
        let concerned = summary.ways.filter { $0.failures.failed > 0 }
        return concerned.isEmpty
            ? [] : [Warning.failedEvaluations(concerned.map { ($0.name, $0.failures.failed, $0.failures.all) })]
    }
}

extension ExperimentReport.Comparison {
    /// - Parameter isMinimized: True if a lower result is better.
    fileprivate init(_ comparison: ExperimentSummary.Comparison, isMinimized: Bool) {
        // 0 is never negated.
        func shown(_ difference: Double) -> Double { isMinimized && difference != 0 ? -difference : difference }
        let ends = comparison.interval.map { [shown($0.lowerBound), shown($0.upperBound)].sorted() }
        let hasDifference = !comparison.lacksResults
        self.init(
            difference: hasDifference ? comparison.median.map(shown) : nil,
            differenceLow: hasDifference ? ends?[0] : nil, differenceHigh: hasDifference ? ends?[1] : nil,
            wins: comparison.wins, losses: comparison.losses, ties: comparison.ties, p: comparison.test.probability,
            correctedP: comparison.probability, superiority: comparison.superiority)
    }
}

/// The results of an experiment as a table.
private struct ExperimentTable {
    let table: Table

    init(_ ways: [ExperimentReport.Way], hasGoal: Bool) {
        let isCompared = ways.count > 1
        let goalColumns = hasGoal ? ["reached goal", "expected evaluations"] : []
        let comparisonColumns =
            isCompared
            ? [hasGoal ? "difference in evaluations" : "difference", "95% interval", "better", "p", "A"] : []
        let columns = ["runs", "median", "quartiles", "best"] + goalColumns + comparisonColumns
        table = Table(
            columns: [.init("way")] + columns.map { .init($0, .right) },
            rows: ways.map { Self.row($0, hasGoal: hasGoal, isCompared: isCompared) })
    }

    private static func row(_ way: ExperimentReport.Way, hasGoal: Bool, isCompared: Bool) -> [String] {
        func text(_ value: Double?) -> String { value.map { $0.isFinite ? Numbers.score($0) : "–" } ?? "–" }
        func interval(_ low: Double?, _ high: Double?) -> String {
            guard let low, let high, low.isFinite || high.isFinite else { return "–" }
            return "\(text(low)) to \(text(high))"
        }
        var cells = [
            way.name, "\(way.runs)", text(way.median), interval(way.lowerQuartile, way.upperQuartile), text(way.best),
        ]
        if hasGoal { cells += ["\(way.successes ?? 0) of \(way.runs)", text(way.expectedEvaluations?.rounded())] }
        guard isCompared else { return cells }
        guard let comparison = way.comparison else { return cells + ["–", "–", "–", "–", "–"] }
        let pairs = comparison.wins + comparison.losses + comparison.ties
        return cells + [
            text(comparison.difference), interval(comparison.differenceLow, comparison.differenceHigh),
            "\(comparison.wins) of \(pairs)", ExperimentSentences.text(ofProbability: comparison.correctedP),
            comparison.superiority.map { String(format: "%.2f", $0) } ?? "–",
        ]
    }
}
