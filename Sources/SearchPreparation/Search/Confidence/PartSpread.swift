import Evolution
import Memory
import Objectives
import Programs
import Reports
import SearchRunner
import Session
import SessionState

extension Session {
    /// Returns how far the folds and repeats of an organism lie apart; nil for a single part.
    func spread(of organism: Organism, deviation: Double?) -> SpreadReport? {
        guard let deviation, let kind = try? search().kind else { return nil }
        switch kind {
        case .network(let network):
            let values = partValues(of: organism.genome, network)
            return SpreadReport(parts: network.parts, deviation: deviation, values: values)
        case .program(let program): return SpreadReport(parts: program.parts, deviation: deviation, values: nil)
        case .expression, .expressions, .told: return nil
        }
    }

    /// Returns the value of the objective in each part; nil if the memory does not hold all of them.
    private func partValues(of genome: Genome, _ network: NetworkObjective) -> [Double]? {
        guard let prepared = try? network.prepare(genome) else { return nil }
        var values: [Double] = []
        for (_, known) in memory.furthest(prepared) {
            guard let known, case .scores(let scores) = known.result else { return nil }
            let evaluation = Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
            values.append(network.value(of: genome, measured: evaluation))
        }
        return values
    }

    /// Returns the column of standard deviations of some organisms' parts; nil if none has several parts.
    func deviationColumn(of organisms: [Organism]) -> (head: Table.Column, cells: [String], numbers: [Double?])? {
        let log = state.evaluationLog
        let numbers = organisms.map { log.entry(of: $0.id)?.deviation }
        guard numbers.contains(where: { $0 != nil }) else { return nil }
        return (.init("deviation", .right), numbers.map { $0.map(Numbers.score) ?? "–" }, numbers)
    }
}
