import CommandLanguage
import Evolution

extension WorkersCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let count else {
            let chosen = session.state.workers == nil ? " (one a core)" : ""
            return .printed("workers \(session.workerCount)\(chosen)")
        }
        session.state.workers = count
        var warnings: [String] = []
        if count > session.processors {
            warnings.append(
                "\(count) workers share \(Numbers.counted(session.processors, "core")); one a core is as fast")
        }
        let atOnce = session.searchSettings.birthsAtOnce
        if count > atOnce {
            warnings.append(
                "\(Numbers.counted(atOnce, "worker")) of \(count) can be busy: a birth waits for the results of those \(atOnce) "
                    + "births before it; try `strategy \(session.searchSettings.strategy.name) ahead \(count)` or "
                    + "`strategy evolution`")
        }
        return .said("workers \(count)", warnings: warnings)
    }
}
