import Evolution
import Foundation
import Messages
import Reports
import Session
import SessionState
import Statistics
import Teaching

extension Session {
    /// The number of runs of each selection.
    private static let runs = 30

    /// A table of the takeover times of tournaments and of the current selection, each from some runs with selection
    /// alone.
    ///
    /// - Throws: `.unusable` for a population that is too small or too large.
    func takeoverTable() throws(SessionError) -> TableReport {
        let size = searchSettings.size
        guard 3...Takeover.maximumSize ~= size else { throw .wrongTakeoverSize(size, most: Takeover.maximumSize) }
        let tournaments = [2, 3, 5, 10].filter { $0 <= size }.map { Selection.tournament(size: $0) }
        let current = searchSettings.parentSelection
        let selections = tournaments.contains(current) ? tournaments : tournaments + [current]
        var rows: [[String]] = []
        for selection in selections {
            let takeover = Takeover(selection: selection, size: size)
            let limit = Int(min(20 * max(takeover.predicted ?? 0, 10), 1e5))
            var runs: [Takeover.Run] = []
            for offset in 0..<UInt64(Self.runs) {
                do throws(EvolutionError) {
                    if let run = try takeover.run(seed: state.seed &+ offset, limit: limit) { runs.append(run) }
                } catch {
                    throw .failed(error.description)
                }
            }
            let times = runs.map { Double($0.generations) }.sorted()
            rows.append([
                selection.description, takeover.intensity.map { String(format: "%.2f", $0) } ?? "–",
                times.isEmpty
                    ? "–"
                    : "\(Numbers.score(Quantiles.quantile(0.5, ofSorted: times)))",
                times.isEmpty ? "–" : "\(Numbers.score(times[0])) to \(Numbers.score(times[times.count - 1]))",
                takeover.predicted.map { String(format: "%.1f", $0) } ?? "–",
                "\(runs.count { !$0.isBest }) of \(Self.runs)",
            ])
        }
        return TableReport(
            title: "selection alone: generations until all \(size) organisms are alike, \(Self.runs) runs each",
            table: Table(
                columns: [
                    .init("selection"), .init("intensity", .right), .init("median", .right), .init("range", .right),
                    .init("formula", .right), .init("best lost", .right),
                ], rows: rows))
    }
}
