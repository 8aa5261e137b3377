import CommandLanguage

extension WorkersCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let count else {
            let chosen = session.state.workers == nil ? " (one a core)" : ""
            return .said("workers \(session.workerCount)\(chosen)")
        }
        session.state.workers = count
        let warning = "\(count) workers share \(Numbers.counted(session.processors, "core")); one a core is as fast"
        return .said("workers \(count)", warnings: count > session.processors ? [warning] : [])
    }
}
