package import CommandLanguage
import Evolution
package import Messages
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Teaching

extension BackCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let evolution = session.state.evolution
        // Drops the snapshots of phases that `undo` undid.
        while let last = session.phases.last, evolution.map(last.leads) != true { session.phases.removeLast() }
        guard let snapshot = session.phases.last else {
            throw .noPhaseToRevert
        }
        session.phases.removeLast()
        session.state.evolution = snapshot.before
        session.state.unfinishedBest = nil
        session.state.evaluationLog.removeAll(from: snapshot.before.evaluations)
        return .reverted(to: snapshot.before)
    }
}
