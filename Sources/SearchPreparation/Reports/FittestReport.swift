import Datasets
import Evolution
package import Messages
import Objectives
import Programs
package import Reports
import SearchRunner
package import Session
import SessionState
import Statistics

extension Session {
    /// Returns the best organism so far, with the uncertainty of its score.
    package func fittestReport() throws(SessionError) -> FittestReport {
        let (fittest, evolution, objective) = try fittestOrganism()
        let known = scores(of: fittest)
        let unfinished = state.fittestUnfinished
        let deviation = unfinished?.deviation ?? state.evaluationLog.entry(of: fittest.id)?.deviation
        let genus = evolution.genus
        let genes = zip(genus.defined, genus.definedValues(of: fittest.genome)).map { gene, value in
            FittestReport.ReportedGene(name: gene.name, value: value)
        }
        return FittestReport(
            value: objective.direction.oriented(fittest.outcome?.fitness ?? .nan),
            trust: unfinished == nil ? try trust(in: fittest, evolution, objective) : nil,
            deviation: deviation,
            objective: objective.title,
            meanOf: known?.meanOf ?? objective.program?.repeats.map { Numbers.counted($0, "call") },
            generation: fittest.generation, unfinished: unfinished == nil ? nil : state.unfinishedReport,
            trainings: known?.trainings, genes: genes, scores: known?.scores ?? [:],
            network: summary(ofNetwork: fittest), rungs: rungSentence(of: fittest.id, objective),
            violation: evolution.criteria.isConstrained ? fittest.outcome?.violation : nil,
            missed: missedConditions(of: fittest),
            front: SearchFront(evolution, objective).flatMap { front in
                unfinished == nil ? FrontReport(front) : FrontReport(front, with: fittest)
            },
            spread: spread(of: fittest, deviation: deviation))
    }

    /// Returns the network of an organism in one line; nil for a dense network, and if it is none.
    private func summary(ofNetwork organism: Organism) -> String? {
        guard state.objective?.isOverGenesAlone(state.genes.genes) == false,
            case .network(let objective)? = try? search().kind
        else {
            return nil
        }
        return (try? objective.blueprint(of: organism.genome))?.architecture.summary
    }

    /// Returns the uncertainty of the fittest's score; nil if it is not known.
    private func trust(
        in fittest: Organism, _ evolution: Evolution, _ objective: ObjectiveChoice
    ) throws(SessionError) -> TrustReport? {
        guard objective.program == nil, objective.further == nil, !objective.isOverGenesAlone(state.genes.genes),
            objective.direction == .maximize, let best = fittest.outcome?.feasibleFitness
        else {
            return nil
        }
        let loaded = try loadedExamples(for: "show fittest")
        let split = loaded.examples.split
        // With folds, each row is used once for validation; those before the first of folds that roll forward are not.
        let rows =
            loaded.folds.isEmpty
            ? split.validation.count : loaded.folds.reduce(0) { $0 + $1.split.validation.count }
        guard let trust = ScoreConfidence(score: "\(objective.expression)", rows: rows) else { return nil }
        let history = evolution.history
        var genomes: Set<Genome> = []
        var scores: [Double] = []
        for id in 0..<evolution.evaluations where genomes.insert(history.genome(id)).inserted {
            if let score = history.outcome(id)?.feasibleFitness { scores.append(score) }
        }
        let corrected = scores.count > 1 ? try correctedScore(evolution) : nil
        let interval = corrected?.interval ?? trust.interval(of: best)
        let luck = trust.lucky(among: scores)
        return TrustReport(
            rows: rows, low: interval?.lowerBound, high: interval?.upperBound, tries: scores.count,
            median: luck?.median, isCorrected: corrected != nil || scores.count == 1, corrected: corrected?.estimate,
            lucky: luck?.best, mayBeChance: luck.map { best <= $0.best } ?? false)
    }
}
