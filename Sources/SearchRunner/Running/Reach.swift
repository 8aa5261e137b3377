import Evolution

/// The point at which a run returns.
enum Reach {
    /// The end of this generation.
    case generation(Int)
    /// The outcomes of all planned births; no other phase is run.
    case outcomes

    func ask(_ run: inout SearchRun) -> [Birth] {
        switch self {
        case .generation(let last): run.ask(through: last)
        case .outcomes: run.evolution.askPlanned()
        }
    }

    var isOneRound: Bool { if case .outcomes = self { true } else { false } }

    func isReached(by evolution: Evolution) -> Bool {
        switch self {
        case .generation(let last): evolution.generation >= last
        case .outcomes: evolution.evaluations == evolution.births
        }
    }
}
