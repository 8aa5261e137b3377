import CommandLanguage
import Evolution
import Memory
import Objectives

extension CompareCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let (evolution, objective) = try session.evolved()
        let search = try session.search()
        var settings = evolution.settings
        settings.strategy = other.strategy
        settings.litter = 1
        let rival: Evolution
        do {
            rival = try Evolution(genus: evolution.genus, settings: settings, seed: session.state.seed)
        } catch {
            throw .failed(error.description)
        }
        var run = try session.run(search, rival, context, wanted: evolution.generation)
        // Only the evolution's own evaluations are written down in the ledger.
        let ledger = session.state.ledger
        defer {
            run.close()
            session.memory.saveAnswers()
            session.state.ledger = ledger
        }
        while run.evolution.generation < evolution.generation {
            guard try session.runGeneration(&run) else {
                return .said(
                    "stopped after \(run.evolution.evaluations) of \(evolution.evaluations) evaluations; the same command "
                        + "goes on with what is remembered")
            }
        }
        let comparison = Comparison(evolution, with: run.evolution)
        session.state.comparison = comparison
        return .comparison(
            ComparisonReport(
                comparison, objective: search.title, oriented: objective.direction.oriented, seconds: run.elapsed))
    }
}

extension CompareCommand {
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        if case .comparison = report { .init(text) } else { nil }
    }
}

extension CompareCommand.Other {
    fileprivate var strategy: Strategy {
        switch self {
        case .random: .random
        case .grid: .grid
        }
    }
}

extension ComparisonReport {
    fileprivate init(
        _ comparison: Comparison, objective: String, oriented: (Double) -> Double, seconds: Double
    ) {
        let (mine, others) = (
            Comparison.bestSoFar(comparison.evolution), Comparison.bestSoFar(comparison.others)
        )
        let count = min(mine.count, others.count)
        let steps = min(10, count)
        let rows = (1...max(1, steps)).map { step in
            let place = count * step / max(1, steps) - 1
            return ["\(place + 1)"]
                + [mine, others].map { $0[place].map { Numbers.score(oriented($0)) } ?? "–" }
        }
        self.init(
            other: comparison.other, evaluations: count, best: (mine.last ?? nil).map(oriented),
            otherBest: (others.last ?? nil).map(oriented), shareBeaten: comparison.shareBeaten, objective: objective,
            table: Table(
                columns: [
                    .init("evaluations", .right), .init("evolution", .right), .init(comparison.other, .right),
                ], rows: rows),
            seconds: seconds)
    }
}
