package import Evolution

/// An evolution before a phase, and an identification of its state afterwards.
package struct PhaseSnapshot {
    package let before: Evolution
    private let moment: Moment

    /// The identification of one moment of an evolution.
    private struct Moment: Equatable {
        let births: Int
        let evaluations: Int
        let phase: Phase
        let pool: [Int]

        init(_ evolution: Evolution) {
            births = evolution.births
            evaluations = evolution.evaluations
            phase = evolution.phase
            pool = evolution.population.births
        }
    }

    package init(before: Evolution, after: Evolution) {
        self.before = before
        moment = Moment(after)
    }

    /// Returns true if the evolution is in the state after the phase.
    package func leads(to evolution: Evolution) -> Bool { Moment(evolution) == moment }
}
