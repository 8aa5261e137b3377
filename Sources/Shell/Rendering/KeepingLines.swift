import Memory
import Reports
import Terminal

/// The rendering of the memory and of opened sessions.
extension ReportRenderer {
    func lines(_ facts: MemoryFacts) -> [String] {
        let count = Numbers.counted(facts.evaluations, "evaluation")
        let location =
            facts.path.map { facts.isUsable ? ", \(Numbers.bytes(facts.bytes)) in \($0)" : "; \($0) cannot be used" }
            ?? ", for this session only"
        func saved(_ count: Int, _ seconds: Double) -> String {
            "\(Numbers.counted(count, "evaluation")), \(Numbers.duration(seconds))"
        }
        return [
            "\(count) cached\(location)", "saved in this session: \(saved(facts.answered, facts.savedSeconds))",
            "saved ever: \(saved(facts.answeredEver, facts.savedSecondsEver))",
        ]
    }

    func lines(_ opened: OpenedReport) -> [String] {
        let next = opened.remaining > 0 ? "; `evolve \(opened.remaining)` continues" : ""
        let network = opened.hasTrainedNetwork ? ["with a trained network"] : []
        return ["opened: \(opened.title)\(next)"] + network + opened.warnings.map { style.warning("warning: ") + $0 }
    }
}
