import CommandLanguage
import Evolution
import Foundation
import ReportPage
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState

/// A report before the first generation is finished: what is asked, the data, the search space, and experiments.
struct EarlyReport: ReportedSession {
    let session: Session

    private var state: SessionState { session.state }

    /// The sections in order, without those that have nothing to say.
    var sections: [ReportSection] {
        [questionSection, dataSection, genesSection, bestSection, experimentSection, settingsSection].compactMap { $0 }
    }

    /// The state of the search in a sentence.
    var result: String {
        if let unfinished = state.unfinishedReport, let objective = state.objective {
            return "No generation is finished yet: the time limit stopped generation \(unfinished.generation) after "
                + "\(unfinished.measured) of \(unfinished.population) genomes. The best \(objective.title) of these is "
                + "\(Numbers.score(unfinished.best))."
        }
        if state.objective?.isTold == true {
            return "No generation is finished yet: `ask` shows the genomes to measure, and `tell` takes their values."
        }
        return "Nothing has been evolved yet."
            + (state.objective == nil ? "" : " `evolve` begins the search, and `report` then describes its result.")
    }

    /// A few numbers to see first.
    var highlights: [ReportBlock.Fact] {
        let genes = state.genes.genes
        guard !genes.isEmpty else { return [] }
        return [.init("genes", "\(genes.count)"), Self.fact(ofSize: genes.reduce(1) { $0 * $1.size })]
    }

    /// The genes with their values. Nil without genes.
    private var genesSection: ReportSection? {
        guard !state.genes.genes.isEmpty else { return nil }
        return ReportSection(
            id: "genes", title: "The search space",
            blocks: [.table(Self.first(200, of: ReportTable(session.genesReport)))])
    }

    /// The best genome of a first generation that the time limit stopped. Nil without one.
    private var bestSection: ReportSection? {
        guard state.unfinishedReport != nil, let evolution = state.evolution, let genome = state.fittest?.genome else {
            return nil
        }
        let facts = zip(evolution.genus.defined, evolution.genus.definedValues(of: genome)).map { gene, value in
            ReportBlock.Fact(gene.name, value.map { "\($0)" } ?? "inactive")
        }
        return ReportSection(id: "fittest", title: "The best genome so far", blocks: [.facts(facts)])
    }

    /// The version and the settings with which the search will begin.
    private var settingsSection: ReportSection {
        let settings = session.searchSettings
        var facts: [ReportBlock.Fact] = [
            .init("version", Version.number), .init("numerics", RecordedFacts.numbersHere),
            .init("seed of the search", "\(state.seed)"),
        ]
        if let objective = state.objective { facts.append(.init("objective", objective.description)) }
        facts += [.init("strategy", settings.strategy.name), .init("population size", "\(settings.size)")]
        return ReportSection(id: "reproducibility", title: "Reproducibility", blocks: [.facts(facts)])
    }
}
