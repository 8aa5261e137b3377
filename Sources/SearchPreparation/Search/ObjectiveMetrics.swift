import Datasets
package import Evolution
package import Expressions
import Messages
import Networks
import Objectives
import SearchRunner
import Session
import SessionState
import Settings

extension Session {
    /// The metric that an objective consists of; nil for a formula, and for a gene with the name of a metric.
    func observedMetric(of choice: ObjectiveChoice) -> Metric? {
        guard let metric = Metric(named: "\(choice.expression)") else { return nil }
        if metric.isAlwaysMeasured { return metric }
        return choice.program == nil && !choice.isOverGenesAlone(state.genes.genes) ? metric : nil
    }

    /// The metrics that the objectives and the conditions read, besides those that every training measures.
    func furtherMetrics(read choice: ObjectiveChoice) -> [Metric] {
        var names: Set<String> = []
        for objective in choice.objectives { names.formUnion(objective.expression.names) }
        for condition in state.requirements ?? [] { names.formUnion(condition.names) }
        return NetworkObjective.furtherMetrics(among: names, genes: state.genes.genes)
    }

    /// Checks that metrics are defined for each validation set.
    ///
    /// - Throws: `.unusable` for the first one that is not.
    func checkMetrics(_ metrics: [Metric], _ loaded: LoadedExamples, output: Activation) throws(SessionError) {
        if let reason = objection(to: metrics, loaded, output: output) { throw .unusable(reason) }
    }

    private func objection(to metrics: [Metric], _ loaded: LoadedExamples, output: Activation) -> String? {
        let folds = loaded.folds
        let parts =
            folds.isEmpty
            ? [(loaded.examples, "the validation set")]
            : folds.enumerated().map { ($1, "the validation set of fold \($0 + 1) of \(folds.count)") }
        for metric in metrics {
            for (examples, part) in parts {
                let reason = metric.objection(
                    to: examples.dataset.targets, rows: examples.split.validation, part: part, output: output)
                if let reason { return reason }
            }
        }
        return nil
    }

    /// A warning about a score of the objective or of a condition that is undefined for the data, or says little.
    var undefinedScore: String? {
        guard let choice = state.objective, choice.program == nil, !choice.isOverGenesAlone(state.genes.genes),
            let loaded = examples
        else { return nil }
        let targets = loaded.examples.dataset.targets
        let metrics = furtherMetrics(read: choice)
        let output = state.training.outputActivation(for: targets)
        return objection(to: metrics, loaded, output: output)
            ?? metrics.lazy.compactMap { $0.remark(on: targets, rows: loaded.examples.split.validation) }.first
    }
}

extension ParsedExpression {
    /// An explanation of why a name that resembles a score is not one; nil for other names.
    package func complaint(genes: [Gene]) -> String? {
        let complaints = names.sorted().compactMap { name in Metric.complaint(about: name).map { (name, $0) } }
        guard !complaints.isEmpty else { return nil }
        let known = Set(Genus.columns(of: genes).map(\.name))
        return complaints.first { !known.contains($0.0) }?.1
    }
}
