package import CommandLanguage
import Evolution
package import Messages
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState

extension GenesCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch action {
        case .show: return .table(session.genesReport)
        case .setDefault:
            session.state.genes = session.state.defaultGenes
            session.state.spellings = nil
            if session.state.objective?.isOverGenesAlone(session.state.genes.genes) ?? true, session.state.data != nil {
                session.state.objective = .accuracy
            }
            return .defaultGenes(session.state.genes.genes.count, session.dropPopulation())
        case .clear:
            session.state.genes = .custom([])
            session.state.spellings = nil
            return .noGenes(session.dropPopulation())
        }
    }
}
