import Evolution
import Memory
import Objectives

/// One birth whose outcome is known. The log, the counters, the forecast and the evolution each take from it what they
/// need.
struct FinishedEvaluation {
    /// The birth.
    let birth: Birth
    /// The results of its parts.
    let parts: [SearchRun.PartResult]
    /// The outcome that follows from the parts.
    let outcome: Outcome
    /// The standard deviation of the parts' values; nil for a single part, or if one of them has no value.
    let deviation: Double?
    /// The cost of each part that the birth was planned with.
    let cost: Double
    /// How far it was measured; nil without rungs.
    let rungs: RungRecord?

    /// Combines the results of a birth's parts.
    ///
    /// - Parameter conditions: The conditions on results; nil for none.
    init(
        _ wanted: PendingEvaluations.Wanted, parts: [SearchRun.PartResult], objective: any Objective,
        conditions: ResultConditions?
    ) {
        birth = wanted.birth
        cost = wanted.cost
        rungs = wanted.record
        self.parts = parts
        let evaluations = parts.compactMap(\.evaluation)
        deviation =
            evaluations.count == parts.count
            ? objective.deviation(of: wanted.birth.genome, measured: evaluations) : nil
        if let reason = parts.lazy.compactMap(\.failure).first {
            outcome = .failure(reason)
        } else {
            let whole = objective.outcome(of: wanted.birth.genome, measured: evaluations)
            var measured = whole
            // A stopped measurement ranks below those that beat it.
            if case .fitness(_, let size) = whole, wanted.record?.stop != nil, let fitness = wanted.record?.fitness {
                measured = .fitness(fitness, size: size)
            }
            outcome =
                conditions.map {
                    measured.violating($0.violation(of: wanted.birth.genome, measured: evaluations))
                } ?? measured
        }
    }

    /// The parts that were not measured by this run.
    var known: [RememberedEvaluation] {
        parts.compactMap { if case .found(let evaluation) = $0 { evaluation } else { nil } }
    }

    /// The duration of the parts that this run measured, in seconds.
    var secondsMeasured: Double {
        parts.reduce(0) { if case .measured(let evaluation, _) = $1 { $0 + evaluation.seconds } else { $0 } }
    }

    /// The circumstances of the outcome; nil if a part was abandoned.
    var entry: EvaluationLog.Entry? {
        var entry = EvaluationLog.Entry(birth: birth.id, seconds: 0, worker: nil, deviation: deviation, rungs: rungs)
        for part in parts {
            switch part {
            case .abandoned: return nil
            case .measured(let evaluation, let worker):
                entry.seconds += evaluation.seconds
                entry.worker = worker
            case .found(let evaluation): entry.seconds += evaluation.seconds
            }
        }
        return entry
    }
}
