import Evolution
import Objectives

/// The workers that evaluate the genomes of a run: threads of this process, or evaluators on any machine.
///
/// The backend affects the speed of a search, never its results.
protocol EvaluationBackend: Sendable {
    /// The number of pieces that can be evaluated at once, 1 or more.
    var capacity: Int { get }

    /// Submits a piece of work; of the pieces that wait, the costliest start first.
    func submit(_ piece: EvaluationTask)

    /// Returns the next finished piece, in the order of completion; nil if none finishes in time.
    ///
    /// - Throws: `SessionError.halted` if no evaluator can take part.
    func next(within limit: Duration) throws(SessionError) -> (number: Int, result: SearchRun.PartResult)?

    /// Drops the pieces that have not started and abandons those in progress.
    func finish()

    /// Returns the next report for the user, once; nil if there is none.
    func takeNotice() -> String?

    /// The evaluations in progress.
    var state: BackendState { get }
}

/// A part of a genome's evaluation.
struct EvaluationTask: Sendable {
    /// The number that identifies its result.
    let number: Int
    let prepared: PreparedGenome
    let part: Int

    /// The key in the memory; nil if the result is not remembered.
    var fingerprint: Fingerprint? { prepared.fingerprints.isEmpty ? nil : prepared.fingerprints[part] }
}

/// The state of a backend.
struct BackendState {
    /// The progress of each training, in the order of the workers.
    var trainings: [TrainingState] = []
    /// The seconds since the oldest running evaluation began; nil if none is running.
    var oldest: Double?
    /// The numbers of evaluators; nil for threads.
    var evaluators: EvaluatorCount?
}
