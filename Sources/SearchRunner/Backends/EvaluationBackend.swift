package import Evolution
package import Memory
package import Objectives
package import Reports

/// The workers that evaluate the genomes of a run: threads of this process, or evaluators on any machine.
///
/// The backend affects the speed of a search, never its results.
package protocol EvaluationBackend: Sendable {
    /// The number of pieces that can be evaluated at once, 1 or more.
    var capacity: Int { get }

    /// Submits a piece of work; of the pieces that wait, the costliest start first.
    func submit(_ piece: EvaluationTask)

    /// Returns the next finished piece, in the order of completion; nil if none finishes in time.
    ///
    /// - Throws: `SearchError.halted` if no evaluator can take part.
    func next(within limit: Duration) throws(SearchError) -> (number: Int, result: SearchRun.PartResult)?

    /// Drops the pieces that have not started and abandons those in progress.
    func finish()

    /// Returns the next report for the user, once; nil if there is none.
    func takeNotice() -> String?

    /// The evaluations in progress.
    var state: BackendState { get }
}

/// A part of a genome's evaluation.
package struct EvaluationTask: Sendable {
    /// The number that identifies its result.
    package let number: Int
    package let prepared: PreparedGenome
    package let part: Int
    /// The rungs between which to measure; nil to measure whole.
    package let span: RungSpan?

    package init(number: Int, prepared: PreparedGenome, part: Int, span: RungSpan?) {
        self.number = number
        self.prepared = prepared
        self.part = part
        self.span = span
    }

    /// The key in the memory; nil if the result is not remembered.
    package var fingerprint: Fingerprint? { prepared.fingerprint(part: part, span: span) }

    /// True if a measurement ended by itself below the highest rung: its result is that of the whole one.
    package func isWhole(_ finished: RememberedEvaluation, _ objective: any Objective) -> Bool {
        guard let span, fingerprint != nil, fingerprint != prepared.fingerprints[part],
            case .scores(let scores) = finished.result
        else { return false }
        return objective.isOver(
            Evaluation(scores: scores, curve: finished.curve, seconds: finished.seconds), after: span.through)
    }

    /// The estimated cost.
    package var cost: Double { prepared.cost(of: span) }
}

/// The state of a backend.
package struct BackendState {
    /// The progress of each training, in the order of the workers.
    package var trainings: [TrainingState] = []
    /// The seconds since the oldest running evaluation began; nil if none is running.
    package var oldest: Double?
    /// The numbers of evaluators; nil for threads.
    package var evaluators: EvaluatorCount?

    package init(trainings: [TrainingState] = [], oldest: Double? = nil, evaluators: EvaluatorCount? = nil) {
        self.trainings = trainings
        self.oldest = oldest
        self.evaluators = evaluators
    }
}
