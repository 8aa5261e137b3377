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
}

extension StepReport {
    /// Creates the report of an event from the evolution after it.
    ///
    /// - Parameters:
    ///   - evaluationLog: The circumstances of the outcomes.
    ///   - explains: True to explain the purpose of the phase.
    ///   - oriented: Converts a fitness to the value that the user reads.
    init(
        _ event: PhaseEvent, of evolution: Evolution, evaluationLog: EvaluationLog = EvaluationLog(),
        explains: Bool = false,
        oriented: @escaping (Double) -> Double
    ) {
        let explainer = PhaseExplanation(evolution: evolution, evaluationLog: evaluationLog, oriented: oriented)
        let description = explainer.explanation(event)
        self.event = event
        phase = event.phase.rawValue
        next = evolution.phase.rawValue
        generation = (evolution.evaluations - (event.phase == .evaluate ? 1 : 0)) / evolution.settings.size + 1
        lines = description.lines
        table = description.table
        example = description.example
        reason = explains ? Strategy.purpose(of: event.phase, in: evolution.settings) : nil
    }
}
