package import CommandLanguage
import CommandParsing
import Evolution
package import Messages
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Settings

extension Session {
    /// Gives genomes for another program to evaluate.
    package func genomes(_ count: Int) throws(SessionError) -> Report {
        var (evolution, _) = try told(by: "ask")
        let plan = toldPlan
        var trials = state.toldTrials ?? ToldTrials()
        trials.askAgain(&evolution)
        var given = Array(trials.continuing.prefix(count))
        given += evolution.ask(count - given.count).map(\.id)
        let areRepeated = given.isEmpty
        if areRepeated {
            given = trials.trials.isEmpty ? evolution.pending.map(\.id) : trials.asked
            given = Array(given.prefix(count))
        }
        guard !given.isEmpty else { throw .noGenomeLeft }
        let genus = evolution.genus
        let genomes = given.map { birth in
            let reached = trials.trials[birth]?.reached
            let epochs = plan.rungs.map { trials.ask(birth, $0) } ?? (plan.hasRange ? plan.epochs?.highest : nil)
            return AskedReport.AskedGenome(
                id: birth, generation: evolution.history.generation(of: birth),
                genes: zip(genus.defined, genus.definedValues(of: evolution.history.genome(birth))).map {
                    FittestReport.ReportedGene(name: $0.name, value: $1)
                }, epochs: epochs, epochsBefore: plan.rungs == nil ? nil : reached ?? 0)
        }
        state.evolution = evolution
        if plan.rungs != nil { state.toldTrials = trials }
        return .asked(AskedReport(genomes: genomes, areRepeated: areRepeated))
    }
}

extension TellCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var (evolution, objective) = try session.told(by: "tell")
        var trials = session.state.toldTrials ?? ToldTrials()
        trials.askAgain(&evolution)
        let rungs = trials.trials[birth] == nil ? nil : session.toldPlan.rungs
        guard evolution.isPending(birth), rungs == nil || trials.trials[birth]?.isAsked == true else {
            let isKnown = evolution.isReported(birth) || trials.trials[birth] != nil
            throw .unusable(
                isKnown
                    ? "genome \(birth) already has " + (rungs == nil ? "an outcome" : "a value for its epochs")
                    : "genome \(birth) was not asked for; `ask` gives genomes with their numbers")
        }
        let before = evolution.evaluations
        let fitness: Result<Double, ToldFailure> =
            switch told {
            case .value(let value): .success(objective.direction.oriented(value))
            case .failed(let reason): .failure(ToldFailure(reason: reason ?? "it was reported as failed"))
            }
        var measurement: ToldReport.Measurement?
        if let rungs {
            switch fitness {
            case .success(let value) where value.isFinite: trials.tell(birth, value)
            case .success: trials.fail(birth, "the fitness is not a number", rungs)
            case .failure(let failure): trials.fail(birth, failure.reason, rungs)
            }
            trials.decide(rungs, session.toldPlan.stopping, &evolution, &session.state.evaluationLog)
            measurement = .init(
                trials.trials[birth], session.state.evaluationLog.rungs(of: birth), highest: rungs.highest)
        } else {
            switch fitness {
            case .success(let value): evolution.tell(birth, .fitness(value, size: 0))
            case .failure(let failure): evolution.tell(birth, .failure(failure.reason))
            }
            // Without a range of epochs any more, no further value is wanted.
            trials.forget(birth)
        }
        session.state.toldTrials = trials.trials.isEmpty ? nil : trials
        session.state.evolution = evolution
        session.state.counts.evaluations += evolution.evaluations - before
        let best = evolution.bestFitness.map(objective.direction.oriented)
        if let best { session.state.variables.set("fittest", to: Numbers.written(best)) }
        return .told(
            ToldReport(
                id: birth, generation: evolution.generation, evaluations: evolution.evaluations,
                pending: rungs == nil ? evolution.pending.count : trials.asked.count, best: best,
                measurement: measurement))
    }
}

/// The evaluation elsewhere has no value.
private struct ToldFailure: Error {
    let reason: String
}

extension ToldReport.Measurement {
    /// Creates the state of a genome that waits or was decided.
    fileprivate init(_ trial: ToldTrials.Trial?, _ record: RungRecord?, highest: Int) {
        let record = record ?? trial?.record
        let state: State =
            switch record?.end {
            case .complete?: .complete
            case .stopped?: .stopped
            case .failed?: .failed
            case nil: trial?.budget == nil ? .undecided : .continues
            }
        self.init(
            epochs: (record?.points ?? trial?.points ?? []).last?.budget ?? 0, highest: highest, state: state)
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

    /// The epochs of genomes that another program evaluates: `training epochs 1..27`.
    fileprivate var toldPlan: TrainingPlan { state.training.values }

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
