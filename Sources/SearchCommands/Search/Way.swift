package import CommandLanguage
import Memory
package import Messages
package import Reports
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
import SessionState

extension WayCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .way(self) }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        throw .wayOutsideExperiment
    }
}
