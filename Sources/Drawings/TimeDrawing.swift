import Evolution
import Messages
import Objectives
import Plots
import Reports
import SearchRunner

extension Drawing {
    /// Draws the best result so far over the time that evaluations took.
    ///
    /// - Throws: `.noTimes` if no durations are known, as for functions of genes.
    func time(_ log: EvaluationLog) throws(SessionError) -> (Figure, String) {
        let evaluations = (0..<evolution.evaluations).compactMap { id -> TimePlot.Evaluation? in
            guard let entry = log.entry(of: id) else { return nil }
            let fitness = value(of: evolution.history.outcome(id))
            return TimePlot.Evaluation(seconds: entry.seconds, value: fitness.map(direction.oriented))
        }
        guard evaluations.contains(where: { $0.seconds > 0 }) else { throw .noTimes }
        let figure = TimePlot.figure(
            evaluations, verticalLabel: "best \(what) so far", isMinimized: direction == .minimize)
        return (figure, "\(Numbers.counted(evaluations.count, "evaluation")) by time")
    }
}
