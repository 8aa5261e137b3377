import Evolution
import Objectives
import Reports
package import SearchRunner
package import Session
import SessionState

/// The words for how far a measurement with rungs went.
package struct RungWords {
    let record: RungRecord
    /// Returns a fitness in the direction of the objective.
    let oriented: (Double) -> Double

    /// The unit of the budget.
    package static let unit = "epochs"

    /// How far it went: `3 of 27`.
    static func reach(of record: RungRecord) -> String { "\(record.reached) of \(record.highest)" }

    /// A sentence without a full stop, with the rule and the rival that ended it.
    var sentence: String {
        let start = "\(Self.unit) \(Self.reach(of: record))"
        switch record.end {
        case .failed: return "\(start), then it failed"
        case .complete:
            return record.reached < record.highest ? "\(start): it ended by itself before the next comparison" : start
        case .stopped(let reason):
            let here = record.points.last.map { Numbers.score(oriented($0.fitness)) } ?? "–"
            let bar = Numbers.score(oriented(reason.bar))
            switch reason.rule {
            case .halving: return "\(start): stopped by halving, at \(here) behind birth \(reason.rival) with \(bar)"
            case .median:
                return "\(start): stopped by the median rule, at \(here) behind birth \(reason.rival) with \(bar)"
            case .surrogate:
                return "\(start): stopped by the model of the curves, at \(here); from \(bar) on it might have passed "
                    + "birth \(reason.rival)"
            case .none: return start
            }
        }
    }
}

extension Session {
    /// Returns how far a birth was measured, in a sentence; nil without rungs.
    package func rungSentence(of birth: Int, _ objective: ObjectiveChoice) -> String? {
        state.evaluationLog.rungs(of: birth).map { record in
            RungWords(
                record: record, oriented: objective.direction.oriented
            ).sentence
        }
    }

    /// Returns the column that tells how far each organism was measured; nil without rungs.
    func rungColumn(
        of organisms: [Organism], _ objective: ObjectiveChoice
    ) -> (head: Table.Column, cells: [String])? {
        guard !state.evaluationLog.rungs.isEmpty else { return nil }
        return (
            .init(RungWords.unit, .right),
            organisms.map { state.evaluationLog.rungs(of: $0.id).map(RungWords.reach) ?? "–" }
        )
    }
}
