package import CommandLanguage
import CommandParsing
import Evolution
import Memory
package import Messages
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
package import SessionState
import Teaching

extension StepCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.searchToRun()
        guard let evolution = session.state.evolution else { return .nothing }
        var run = try session.run(search, evolution, context, wanted: 1)
        defer { run.close() }
        var last: Report?
        (session.phasesOfLastStep, session.phasesAlreadyRecorded) = (0, 0)
        for _ in 0..<phases {
            if let last { context.report(last) }
            let before = run.evolution
            let event: PhaseEvent?
            do throws(SessionError) {
                event = try run.runPhase()
            } catch {
                session.state.take(run)
                throw error
            }
            session.state.take(run)
            guard let event else { return .stoppedInPhase }
            session.note(PhaseSnapshot(before: before, after: run.evolution))
            session.phasesOfLastStep += 1
            // Until the search has caught up with its transcript, a replay has run this phase.
            if session.state.recordedGeneration.map({ before.generation < $0 }) ?? false {
                session.phasesAlreadyRecorded += 1
            }
            last = .step(
                StepReport(
                    event, of: run.evolution,
                    evaluationLog: search.measured == nil ? EvaluationLog() : session.state.evaluationLog,
                    explains: session.state.teaching?.explains ?? false, oriented: search.choice.direction.oriented))
            if context.isInterrupted() { break }
        }
        session.memory.saveAnswers()
        if let best = run.best { session.state.variables.set("fittest", to: Numbers.written(best)) }
        return last ?? .nothing
    }

    /// Returns an entry with the number of phases that ran.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        let ran = session.phasesOfLastStep
        let new = ran - session.phasesAlreadyRecorded
        if new == 0 { return nil }
        if new < ran { return .init("step \(new)", comment: "the phases before are part of the generation above") }
        return ran == phases ? .init(text) : .init("step \(ran)", comment: "stopped by Ctrl-C")
    }
}

extension Session {
    /// The maximum number of phases that can be undone.
    private static let maximumPhases = 200

    fileprivate func note(_ snapshot: PhaseSnapshot) {
        if let last = phases.last, !last.leads(to: snapshot.before) { phases = [] }
        phases.append(snapshot)
        if phases.count > Self.maximumPhases { phases.removeFirst() }
    }
}

extension SearchRun {
    /// Runs the next phase.
    ///
    /// - Returns: nil if the user stopped it.
    fileprivate mutating func runPhase() throws(SessionError) -> PhaseEvent? {
        guard evolution.phase == .evaluate else {
            let before = evolution
            do throws(EvolutionError) {
                return try evolution.stoppable(by: stop) { evolution throws(EvolutionError) in try evolution.step() }
            } catch .stopped {
                goBack(to: before)
                return nil
            } catch {
                throw .failed(error.description)
            }
        }
        let first = evolution.evaluations
        let before = Set(evolution.population.births)
        guard try evaluatePlannedBirths() else { return nil }
        let after = Set(evolution.population.births)
        let gone = evolution.settings.strategy.joining == .oneByOne ? [] : before.subtracting(after).sorted()
        return .evaluated(births: Array(first..<evolution.evaluations), discarded: gone)
    }
}
