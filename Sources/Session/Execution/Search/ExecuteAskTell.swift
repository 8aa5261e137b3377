import CommandLanguage
import Evolution
import Objectives

extension Session {
    /// Gives genomes for another program to evaluate.
    func genomes(_ count: Int) throws(SessionError) -> Report {
        var (evolution, _) = try told(by: "ask")
        var births = evolution.ask(count)
        let areRepeated = births.isEmpty
        if areRepeated { births = Array(evolution.pending.prefix(count)) }
        guard !births.isEmpty else { throw .noGenomeLeft }
        state.evolution = evolution
        let genus = evolution.genus
        return .asked(
            AskedReport(
                genomes: births.map { birth in
                    AskedReport.AskedGenome(
                        id: birth.id, generation: evolution.history.generation(of: birth.id),
                        genes: zip(genus.defined, genus.definedValues(of: birth.genome)).map {
                            FittestReport.ReportedGene(name: $0.name, value: $1)
                        })
                }, areRepeated: areRepeated))
    }
}

extension TellCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var (evolution, objective) = try session.told(by: "tell")
        guard evolution.isPending(birth) else {
            throw .unusable(
                evolution.isReported(birth)
                    ? "genome \(birth) already has an outcome"
                    : "genome \(birth) was not asked for; `ask` gives genomes with their numbers")
        }
        let before = evolution.evaluations
        switch told {
        case .value(let value): evolution.tell(birth, .fitness(objective.direction.oriented(value), size: 0))
        case .failed(let reason): evolution.tell(birth, .failure(reason ?? "it was reported as failed"))
        }
        session.state.evolution = evolution
        session.state.counts.evaluations += evolution.evaluations - before
        let best = evolution.bestFitness.map(objective.direction.oriented)
        if let best { session.state.variables.set("fittest", to: Numbers.written(best)) }
        return .told(
            ToldReport(
                id: birth, generation: evolution.generation, evaluations: evolution.evaluations,
                pending: evolution.pending.count, best: best))
    }
}

extension Session {
    /// Returns the evolution and its objective for a command that works on values from elsewhere.
    ///
    /// - Throws: `.missing` if the values do not come from elsewhere; the errors of `search()`.
    fileprivate func told(by command: String) throws(SessionError) -> (Evolution, ObjectiveChoice) {
        guard let objective = state.objective, objective.isTold else {
            throw .missing("`\(command)` needs an objective whose values come from you", try: "maximize told")
        }
        _ = try search()
        guard let evolution = state.evolution else { throw .missing("there are no genes yet", try: "gene x in 0..9") }
        return (evolution, objective)
    }

    /// Returns the current search, which this program can evaluate.
    ///
    /// - Throws: `.unusable` if the values come from elsewhere; the errors of `search()`.
    func searchToRun() throws(SessionError) -> SearchSetup {
        let search = try search()
        if case .told = search.kind {
            throw .valuesAreTold(search.choice.description)
        }
        return search
    }
}

extension ObjectiveChoice {
    /// The name of the value that another program tells.
    static let told = "told"

    /// True if another program tells the values.
    var isTold: Bool { program == nil && further == nil && "\(expression)" == Self.told }
}
