import Evolution
import Objectives

/// Who measures the genomes of a run: threads of this process, or evaluators on any machine.
///
/// The results of a search do not depend on its crew, only how soon they come.
protocol Crew: Sendable {
    /// Takes a piece of work; the costliest is begun first.
    func submit(_ piece: Piece)

    /// The next piece that is finished, in the order in which they finish; nil where none is in time.
    ///
    /// - Throws: where nobody can measure anything.
    func next(within seconds: Double) throws(SessionError) -> (number: Int, result: GenerationsRun.Result)?

    /// Drops what nobody has begun and abandons what is under way.
    func finish()

    /// What is under way.
    var state: CrewState { get }
}

/// A part of a genome that is to be measured.
struct Piece: Sendable {
    /// By which its result is known.
    let number: Int
    let genome: Genome
    let part: Int
    /// What a memory knows it by; nil where none keeps it.
    let fingerprint: Fingerprint?
    /// About how long it takes, in any unit.
    let cost: Double
}

/// What a crew is doing.
struct CrewState {
    /// How far each training is, in the order of the workers.
    var trainings: [TrainingState] = []
    /// How long the evaluation that began first has been under way, in seconds; nil where none is.
    var oldest: Double?
    /// How many evaluators there are; nil for threads.
    var evaluators: EvaluatorCount?
}
