import Datasets
import Evolution
import Expressions
import Messages
import Networks
import Objectives
import Reports
import SearchRunner
public import Session
import SessionState
import Settings

extension Session {
    /// Returns new warnings about the current settings. Each is returned once, after the command that causes it.
    public func takeWarnings() -> [String] {
        let new = configurationWarnings.filter { !reportedWarnings.contains($0) }
        reportedWarnings.formUnion(new)
        return new
    }

    private var configurationWarnings: [String] {
        [
            examples?.smallClasses, genesOfImages, wholeNumbers, smallGenus, wrongDirection, meaninglessScore,
            undefinedScore, unusualLoss, unsuitedTraining,
        ].compactMap { $0 }
    }

    /// A warning about genes of images for a table, with which no search begins.
    private var genesOfImages: String? {
        guard let objective = state.objective, !objective.isOverGenesAlone(state.genes.genes), objective.program == nil,
            let dataset = examples?.examples.dataset, case .table = dataset.layout,
            let gene = state.genes.genes.first(where: { NetworkGenes.isForImages($0.name) })
        else { return nil }
        return "the gene \(gene.name) needs images, and \(dataset.name) is a table; "
            + "`network convolution 0` and `genes default` restore the genes of dense networks"
    }

    /// A warning about integers that were probably meant as a continuous range: from 0 to 1, and, for a function of
    /// genes, from a negative number on, as the domains of test functions are.
    private var wholeNumbers: String? {
        let isFunction = state.objective.map { $0.program == nil && $0.isOverGenesAlone(state.genes.genes) } ?? false
        let genes = state.genes.genes
        for gene in genes {
            guard case .integers(let first, let last, 1, .linear) = gene.domain else { continue }
            let continuous = "for a continuous range write `gene \(gene.name) in \(Double(first))..\(Double(last))`"
            // Nobody typed the bounds of a default gene.
            if first == 0, last == 1, !state.defaultGenes.genes.contains(gene) {
                return "\(gene.name) can only be 0 or 1, because both bounds are integers; \(continuous)"
            }
            if first < 0, isFunction {
                let others = genes.count { $0.domain == gene.domain } - 1
                let name = gene.name + (others > 0 ? " and \(Numbers.counted(others, "more gene"))" : "")
                return "\(name) can only take \(gene.count) integers, because both bounds are integers; \(continuous)"
            }
        }
        return nil
    }

    /// A warning about a search space smaller than the population. Nil until a size is chosen or the search begins,
    /// because more genes may follow.
    private var smallGenus: String? {
        guard state.population.chosen.contains(\.size) || state.evolution != nil else { return nil }
        guard let genus = try? Genus(state.genes.genes), !state.genes.genes.isEmpty else { return nil }
        let size = searchSettings.size
        guard genus.size < Double(size) else { return nil }
        return Warning.smallGenus(genomes: Int(genus.size), population: size)
    }

    private var wrongDirection: String? {
        guard let objective = state.objective, let score = observedMetric(of: objective) else { return nil }
        switch (objective.direction, score.isHigherBetter) {
        case (.maximize, false): return "a higher \(score.name) is worse; did you mean `minimize \(score.name)`?"
        case (.minimize, true): return "a lower \(score.name) is worse; did you mean `maximize \(score.name)`?"
        case (.maximize, true), (.minimize, false): return nil
        }
    }

    /// A warning about a score that is not defined for the data: every genome would fail.
    private var meaninglessScore: String? {
        guard let objective = state.objective, let targets = examples?.examples.dataset.targets else { return nil }
        let names = objective.expression.names
        switch targets {
        case .classes:
            return names.contains(Metric.r2.name)
                ? "r2 is not defined for classes, so no genome will have a fitness; try `maximize accuracy`" : nil
        case .values(let values, _):
            // Targets of 0 and 1 are binary labels, for which these scores are defined.
            guard values.prefix(1_000).contains(where: { $0 != 0 && $0 != 1 }) else { return nil }
            let found = Self.scoresOfClasses.first { names.contains($0.name) }
            return found.map {
                "\($0.name) is not defined for numeric targets, so no genome will have a fitness; try `maximize r2`"
            }
        }
    }

    private static let scoresOfClasses: [Metric] = [.accuracy, .binaryAccuracy, .precision, .recall, .f1, .f1Micro]

    /// A warning about a loss or an output activation that does not suit numeric targets.
    private var unsuitedTraining: String? {
        guard
            state.training.contains(\.loss) || state.training.contains(\.output) || state.training.contains(\.weights),
            let objective = state.objective,
            !objective.isOverGenesAlone(state.genes.genes), objective.program == nil,
            let targets = examples?.examples.dataset.targets
        else { return nil }
        let plan = state.training.plan(for: targets, samples: state.samples)
        if let reason = plan.loss.objection(to: targets) ?? plan.weights.objection(to: targets) { return reason }
        let mismatch = TrainingMismatch(plan, targets)
        return mismatch?.complaintOfLoss ?? mismatch?.complaintOfOutput
    }

    /// A warning about a loss that does not fit the score or the targets.
    private var unusualLoss: String? {
        guard state.training.contains(\.loss), let objective = state.objective,
            !objective.isOverGenesAlone(state.genes.genes),
            case .classes(_, let classes)? = examples?.examples.dataset.targets
        else { return nil }
        let readsAccuracy = objective.expression.names.contains(Metric.accuracy.name)
        let (loss, name) = (state.training.values.loss, state.training.values.loss.name)
        switch loss {
        case .binaryCrossentropy where classes.count > 2 && readsAccuracy:
            return
                "\(name) treats each of the \(classes.count) outputs separately, but accuracy compares whole classes; "
                + "the accuracy that other programs report with it is `binary_accuracy`"
        case .squaredHinge where state.training.outputActivation(for: examples?.examples.dataset.targets) == .softmax:
            return "\(name) needs outputs from -1 to 1, but softmax gives 0 to 1; try `training output tanh`"
        case .poisson:
            return "\(name) is for counts, but the targets are classes; try `training loss categorical_crossentropy`"
        default: return nil
        }
    }
}
