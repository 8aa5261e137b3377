package import CommandLanguage
package import Messages
package import Reports
package import Session

extension WayCommand: Executable {
    package var roleInExperiment: RoleInExperiment { .way(self) }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        throw .wayOutsideExperiment
    }
}
