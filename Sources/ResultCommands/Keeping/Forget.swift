package import CommandLanguage
import Expressions
import Memory
package import Messages
import Networks
import Objectives
import Programs
package import Reports
import Scripts
package import Session
import SessionState

extension ForgetCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if let number = self.session {
            guard let recovery = session.recovery else { throw .noSessionKept }
            let kept = try recovery.session(number)
            recovery.remove(kept)
            return .deletedSession(kept.title)
        }
        if isExperiment {
            guard session.state.experiment != nil else { return .noExperimentToDelete }
            session.state.experiment = nil
            return .deletedExperiment
        }
        if areAnswers { return try session.forgetAnswers(context) }
        guard let condition else {
            let count = session.memory.facts.evaluations
            let question = "forget \(Numbers.counted(count, "evaluation")) for good? yes or no"
            guard context.ask == nil || count == 0 || context.confirms(question) else {
                throw .nothingForgotten
            }
            return .forgot(evaluations: session.memory.forget { _, _ in true })
        }
        let names =
            NetworkObjective.measuredNames
            + condition.names.filter { name in
                Metric(named: name) != nil && !NetworkObjective.measuredNames.contains(name)
            } + [ProgramObjective.score, "epochs", "seconds", "days"]
        let program: CompiledExpression
        do {
            program = try CompiledExpression(
                compiling: condition,
                names: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Slot.number(index: $0)) }))
        } catch {
            throw .unusable(error.message + SessionError.suggestion(error.suggestion))
        }
        return .forgot(
            evaluations: session.memory.forget { evaluation, age in
                var numbers: [String: Double] = [:]
                if case .scores(let scores) = evaluation.result { numbers = scores }
                numbers["epochs"] = Double(evaluation.curve.count)
                numbers["seconds"] = evaluation.seconds
                numbers["days"] = age / 86400
                let value = program.evaluate(names.map { numbers[$0] ?? .nan })
                return value != 0 && !value.isNaN
            })
    }
}
