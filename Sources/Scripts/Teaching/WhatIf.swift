package import CommandLanguage
import Drawings
import Evolution
package import Messages
import Objectives
import Plots
package import Reports
import SearchRunner
package import Session
package import SessionState
import Settings

extension WhatIfCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        switch action {
        case .mark: try session.markMoment()
        case .back(let name): try session.goBack(keepingAs: name)
        case .show: try session.waysTable()
        case .plot(let isMean, let file): try await session.plotWays(isMean: isMean, file, context)
        case .clear: session.forgetWays()
        }
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { .init(text) }
}

extension Session {
    fileprivate func markMoment() throws(SessionError) -> Report {
        guard let evolution = state.evolution else {
            throw .noPopulation(hasObjective: state.objective != nil, then: "evolve 1")
        }
        var teaching = state.teaching ?? Teaching()
        teaching.whatIf = WhatIf(evolution: evolution, population: state.population, evaluationLog: state.evaluationLog)
        state.teaching = teaching
        return .marked(generation: evolution.generation)
    }

    fileprivate func goBack(keepingAs name: String?) throws(SessionError) -> Report {
        guard var whatIf = state.teaching?.whatIf else {
            throw .noMarkToReturnTo
        }
        let kept = way(on: whatIf, name: name)
        if let kept { whatIf.ways.append(kept) }
        state.teaching?.whatIf = whatIf
        state.evolution = whatIf.evolution
        state.population = whatIf.population
        state.evaluationLog = whatIf.evaluationLog
        (state.target, state.unfinished, state.unfinishedBest, state.comparison) = (nil, nil, nil, nil)
        return .returned(
            toGeneration: whatIf.evolution.generation,
            saving: kept.map { ($0.name, $0.generations.last?.generation ?? 0) })
    }

    /// Returns the branch since the marked moment; nil if there are no new generations, or another search began.
    private func way(on whatIf: WhatIf, name: String?) -> WhatIf.Way? {
        guard let evolution = state.evolution, evolution.genus == whatIf.evolution.genus,
            evolution.history.generations.count > whatIf.evolution.history.generations.count,
            evolution.history.generations.starts(with: whatIf.evolution.history.generations)
        else { return nil }
        let changed = evolution.settings.difference(from: whatIf.evolution.settings) ?? "as it was"
        return WhatIf.Way(name: whatIf.freeName(name ?? changed), generations: Array(evolution.history.generations))
    }

    /// Returns all branches, the current one last.
    private func ways() throws(SessionError) -> (whatIf: WhatIf, ways: [WhatIf.Way]) {
        guard let whatIf = state.teaching?.whatIf else {
            throw .nothingMarked
        }
        let ways = whatIf.ways + (way(on: whatIf, name: nil).map { [$0] } ?? [])
        guard !ways.isEmpty else { throw .nothingSinceMark }
        return (whatIf, ways)
    }

    fileprivate func waysTable() throws(SessionError) -> Report {
        let (whatIf, ways) = try ways()
        let oriented = (state.objective?.direction ?? .maximize).oriented
        func value(_ fitness: Double?) -> String { fitness.map { Numbers.score(oriented($0)) } ?? "–" }
        let rows = ways.map { way in
            [
                way.name, "\(way.generations.last?.generation ?? 0)", value(way.generations.last?.best),
                value(way.generations.last?.mean), value(way.generations.last?.bestSoFar),
            ]
        }
        return .table(
            TableReport(
                title: "branches from generation \(whatIf.evolution.generation)",
                table: Table(
                    columns: [
                        .init("branch"), .init("generation", .right), .init("best", .right), .init("mean", .right),
                        .init("best so far", .right),
                    ], rows: rows)))
    }

    fileprivate func plotWays(
        isMean: Bool, _ file: PictureFile?, _ context: ExecutionContext
    ) async throws(SessionError) -> Report {
        let (whatIf, ways) = try ways()
        let oriented = (state.objective?.direction ?? .maximize).oriented
        let title = state.objective?.title ?? "fitness"
        let figure = WaysPlot.figure(
            ways.map { way in
                WaysPlot.Way(
                    name: way.name,
                    points: way.generations.map { record in
                        (record.generation, (isMean ? record.mean : record.best).map(oriented))
                    })
            }, from: whatIf.evolution.generation,
            verticalLabel: "\(isMean ? "mean" : "best") \(title) of the population")
        return try await show(figure, in: file, what: "plot of \(Numbers.counted(ways.count, "branch"))", context)
    }

    fileprivate func forgetWays() -> Report {
        guard state.teaching?.whatIf != nil else {
            return .nothingMarked
        }
        state.teaching?.whatIf = nil
        return .deletedMark
    }
}
