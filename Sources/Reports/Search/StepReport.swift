public import Evolution

/// The result of one phase of the evolution.
public struct StepReport: Codable, Hashable, Sendable {
    /// The phase: `evaluate`, `elites`, `breeders`, `breed`, `mutate` or `replace`.
    public let phase: String
    /// The generation that the phase works for.
    public let generation: Int
    /// A description in sentences.
    public let lines: [String]
    /// The organisms concerned.
    public let table: Table?
    /// One child beside its parents, if genomes are too long for the table.
    public let example: Table?
    /// The purpose of the phase, and the effect of its absence; nil unless phases are explained.
    public let reason: String?
    /// The next phase.
    public let next: String
    /// The event, for programs.
    public let event: PhaseEvent

    package init(
        phase: String, generation: Int, lines: [String], table: Table?, example: Table?, reason: String?, next: String,
        event: PhaseEvent
    ) {
        self.phase = phase
        self.generation = generation
        self.lines = lines
        self.table = table
        self.example = example
        self.reason = reason
        self.next = next
        self.event = event
    }
}
