import CurrentNetwork
import Datasets
import Evolution
import Objectives
import Reports
import SearchRunner
import Session
import SessionState
import Statistics

extension ReportSource {
    /// Sentences that compare the result with something simpler: the most frequent class, and another search.
    var baselines: [String] { (measured ?? [mostFrequentClass].compactMap { $0 }) + comparison }

    /// The fittest network beside simpler predictions; nil if they were not measured.
    private var measured: [String]? {
        guard !objective.isOverGenesAlone(session.state.genes.genes), let report = try? session.knownBaselines() else {
            return nil
        }
        return ["\(Self.sentence("\(report.objective) on the same rows: \(report.line)"))"]
            + [mostFrequentClass].compactMap { $0 } + report.warnings.map { "Warning: \($0)." }
    }

    /// The accuracy of always predicting the class that is most frequent in the training set; nil for other objectives.
    private var mostFrequentClass: String? {
        guard session.state.data != nil, "\(objective.expression)" == "accuracy", objective.program == nil,
            let examples = session.examples?.examples,
            case .classes(let labels, let names) = examples.dataset.targets
        else { return nil }
        func counts(_ rows: [Int32]) -> [Int] {
            rows.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int(labels[Int($1)])] += 1 }
        }
        let training = counts(examples.split.training)
        let validation = examples.split.validation
        guard let most = training.indices.max(by: { training[$0] < training[$1] }), !validation.isEmpty else {
            return nil
        }
        let share = Double(counts(validation)[most]) / Double(validation.count)
        return "Always predicting the most frequent class, \(names[most]), has a validation accuracy of "
            + "\(Numbers.fraction(share))."
    }

    /// The result of the last `compare` in sentences.
    private var comparison: [String] {
        guard let comparison = session.state.comparison else { return [] }
        let report = ComparisonReport(
            comparison, objective: objective.title, oriented: objective.direction.oriented, wanted: nil, seconds: 0)
        func best(_ value: Double?) -> String { value.map(Numbers.score) ?? "none" }
        let searches = report.searches > 1 ? " (median of \(report.searches) searches)" : ""
        var sentences = [
            "After \(Numbers.counted(report.evaluations, "evaluation")) each, the best \(report.objective) of the "
                + "evolution was \(best(report.best)), and that of \(report.other) \(best(report.otherBest))\(searches)."
        ]
        if let share = report.shareBeaten, let low = report.shareBeatenLow, let high = report.shareBeatenHigh {
            sentences.append(
                "The evolution beats \(Numbers.chance(share)) of \(report.searches) random searches (95% confidence "
                    + "interval \(Numbers.chance(low)) to \(Numbers.chance(high))).")
        } else if let low = report.aheadLow, let high = report.aheadHigh {
            sentences.append(
                "The probability that it stays ahead of another random search is between \(Numbers.chance(low)) and "
                    + "\(Numbers.chance(high)) (95% confidence interval from one search).")
        }
        return sentences
    }
}
