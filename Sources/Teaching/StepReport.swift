package import Evolution
import Reports
package import SearchRunner

extension StepReport {
    /// Creates the report of an event from the evolution after it.
    ///
    /// - Parameters:
    ///   - evaluationLog: The circumstances of the outcomes.
    ///   - explains: True to explain the purpose of the phase.
    ///   - oriented: Converts a fitness to the value that the user reads.
    package init(
        _ event: PhaseEvent, of evolution: Evolution, evaluationLog: EvaluationLog = EvaluationLog(),
        explains: Bool = false,
        oriented: @escaping (Double) -> Double
    ) {
        let explainer = PhaseExplanation(evolution: evolution, evaluationLog: evaluationLog, oriented: oriented)
        let description = explainer.explanation(event)
        self.init(
            phase: event.phase.rawValue,
            generation: (evolution.evaluations - (event.phase == .evaluate ? 1 : 0)) / evolution.settings.size + 1,
            lines: description.lines, table: description.table, example: description.example,
            reason: explains ? Strategy.purpose(of: event.phase, in: evolution.settings) : nil,
            next: evolution.phase.rawValue, event: event)
    }
}
