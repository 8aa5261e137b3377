public import Evolution

/// What one phase of the evolution did.
public struct StepReport: Codable, Hashable, Sendable {
    /// The phase: `evaluate`, `elites`, `breeders`, `breed`, `mutate` or `replace`.
    public let phase: String
    /// The generation that the phase works for.
    public let generation: Int
    /// What it did, in sentences.
    public let lines: [String]
    /// Whom it concerned.
    public let table: Table?
    /// One child beside its parents, where genomes are too long to stand in the table.
    public let example: Table?
    /// Why there is such a phase, and what would happen without it; nil where that is not to be told.
    public let reason: String?
    /// The phase that comes next.
    public let next: String
    /// The same for programs.
    public let event: PhaseEvent
}

extension StepReport {
    /// What an event did, told of the evolution after it.
    ///
    /// - Parameters:
    ///   - ledger: how the outcomes came about.
    ///   - explains: whether the phase's reason is told.
    ///   - oriented: a fitness as the user reads it.
    init(
        _ event: PhaseEvent, of evolution: Evolution, ledger: Ledger = Ledger(), explains: Bool = false,
        oriented: @escaping (Double) -> Double
    ) {
        let teller = PhaseTeller(evolution: evolution, ledger: ledger, oriented: oriented)
        let telling = teller.told(event)
        self.event = event
        phase = event.phase.rawValue
        next = evolution.phase.rawValue
        generation = (evolution.evaluations - (event.phase == .evaluate ? 1 : 0)) / evolution.settings.size + 1
        lines = telling.lines
        table = telling.table
        example = telling.example
        reason = explains ? Strategy.purpose(of: event.phase, in: evolution.settings) : nil
    }
}
