import Evolution
package import Memory
package import Objectives

extension ScoreMemory {
    /// Returns the result of each part of a genome at the highest rung that is known, with its key; without rungs, the
    /// only result. Nil for a part without a result.
    ///
    /// - Complexity: O(parts × rungs) reads
    package func furthest(_ prepared: PreparedGenome) -> [(key: Fingerprint, evaluation: RememberedEvaluation?)] {
        prepared.fingerprints.indices.map { part in
            let keys = prepared.fingerprintsFromHighest(part: part)
            for key in keys { if let known = evaluation(key.bytes) { return (key, known) } }
            return (keys[0], nil)
        }
    }
}

/// Measurements with rungs: each birth is measured up to a rung, and a rule decides whether it continues.
///
/// The first rung of all births is measured at once. The decision about a birth waits until all births up to
/// `stoppingDistance` before it are finished, and is made from their records alone. The oldest unfinished birth never
/// waits, so that no two births wait for each other.
extension SearchRun {
    /// Decides about all births that can be decided now.
    ///
    /// - Returns: The parts that go on.
    mutating func decideRungs(_ objective: any Objective) -> [EvaluationTask] {
        guard let rungs = search.rungs, asked.isWaiting else { return [] }
        let rule = search.stopping.rule(for: rungs)
        let distance = evolution.settings.stoppingDistance
        let first = asked.wanted[asked.reported].birth.id
        var tasks: [EvaluationTask] = []
        for index in asked.reported..<asked.wanted.count {
            let birth = asked.wanted[index].birth.id
            guard birth < first + distance else { break }
            guard !asked.wanted[index].isDecided, asked.parts(of: index) != nil else { continue }
            let earlier = Array(evaluationLog.rungs.prefix(evaluationLog.rungs.count(through: birth - distance)))
            while !asked.wanted[index].isDecided, let parts = asked.parts(of: index) {
                tasks += decide(index, parts, objective, rule, rungs, earlier)
            }
        }
        return tasks
    }

    /// Decides about a birth whose parts are measured up to its current rung.
    private mutating func decide(
        _ index: Int, _ parts: [PartResult], _ objective: any Objective, _ rule: (any StoppingRule)?, _ rungs: Rungs,
        _ earlier: [RungRecord]
    ) -> [EvaluationTask] {
        let birth = asked.wanted[index]
        let evaluations = parts.compactMap(\.evaluation)
        guard let span = birth.spans[birth.rung], evaluations.count == parts.count,
            let fitness = objective.outcome(of: birth.birth.genome, measured: evaluations).fitness, fitness.isFinite
        else {
            end(index, rungs, fitness: nil, .failed)
            return []
        }
        asked.note(.init(budget: span.through, fitness: fitness), of: index)
        let over = Set(evaluations.indices.filter { objective.isOver(evaluations[$0], after: span.through) })
        if birth.rung == birth.spans.count - 1 || over.count == parts.count {
            end(index, rungs, fitness: fitness, .complete)
            return []
        }
        let points = asked.wanted[index].points
        if let reason = rule?.reasonToStop(points, after: earlier) {
            end(
                index, rungs, fitness: RungRecord.fitness(ofStopped: points, after: earlier), .stopped(reason))
            return []
        }
        return asked.climb(index, keeping: over, known: knownResult(objective))
    }

    private mutating func end(_ index: Int, _ rungs: Rungs, fitness: Double?, _ end: RungRecord.End) {
        let birth = asked.wanted[index]
        asked.end(
            index,
            RungRecord(birth: birth.birth.id, points: birth.points, highest: rungs.highest, fitness: fitness, end: end))
    }

    /// Returns the lookup of results: in the memory, or among the measurements of a stopped generation. A result at a
    /// higher rung answers if the objective can derive the lower one from it.
    func knownResult(_ objective: any Objective) -> PendingEvaluations.KnownResult {
        let (memory, unfinished) = (memory, unfinished)
        return { birth, part, rung in
            func stored(_ rung: Int) -> RememberedEvaluation? {
                guard let fingerprint = birth.keys[rung][part].fingerprint else {
                    return unfinished?.evaluation(of: birth.birth, part: part, rung: birth.spans[rung]?.rung)
                }
                return memory.evaluation(fingerprint.bytes)
            }
            if let exact = stored(rung) { return exact }
            guard let budget = birth.spans[rung]?.through else { return nil }
            for higher in birth.keys.indices where higher > rung {
                guard let known = stored(higher), case .scores(let scores) = known.result else { continue }
                let evaluation = Evaluation(
                    scores: scores, curve: known.curve, seconds: known.seconds, rows: known.rows)
                return objective.evaluation(evaluation, after: budget).map { RememberedEvaluation($0) }
            }
            return nil
        }
    }
}
