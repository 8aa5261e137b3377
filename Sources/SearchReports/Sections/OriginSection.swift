import Evolution
import Networks
import Objectives
import ReportPage
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState
import Settings

extension ReportSource {
    /// Everything that is needed to get the same result again, and the time it took.
    var originSection: ReportSection? {
        let state = session.state
        let settings = evolution.settings
        let log = state.evaluationLog.entries
        let known = log.count { $0.worker == nil }
        var facts: [ReportBlock.Fact] = [
            .init("version", Version.number), .init("numerics", RecordedFacts.numbersHere),
            .init("seed of the search", "\(state.seed)"), .init("objective", objective.description),
            .init("strategy", settings.strategy.name), .init("population size", "\(settings.size)"),
        ]
        if !objective.isOverGenesAlone(session.state.genes.genes) {
            facts.append(.init("training seed", "\(state.training.values.seed)"))
        }
        if !log.isEmpty {
            facts += [
                .init("time of all evaluations", Numbers.duration(measuredSeconds)),
                .init("evaluations from the memory", "\(known) of \(log.count)"),
            ]
        }
        if let fingerprints = fingerprints, !fingerprints.isEmpty {
            facts += fingerprints.map { .init("key of the fittest", $0, isCode: true) }
        }
        return ReportSection(
            id: "reproducibility", title: "Reproducibility",
            blocks: [
                .facts(facts),
                .paragraph(
                    "The same version gives the same result with the same seeds and data, for any number of workers, on "
                        + "processors with the same instruction set. `help reproducibility` has the details."),
            ])
    }

    /// The keys of the fittest in the memory; nil if it is not remembered.
    private var fingerprints: [String]? {
        guard let organism = session.state.fittest, !objective.isOverGenesAlone(session.state.genes.genes),
            !objective.isTold
        else { return nil }
        do {
            guard let measured = try session.search().measured, measured.isRemembered else { return nil }
            return try measured.prepare(organism.genome).fingerprints.prefix(5).map(\.hexadecimal)
        } catch {
            return nil
        }
    }
}
