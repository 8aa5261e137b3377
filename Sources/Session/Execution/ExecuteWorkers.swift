import CommandLanguage
import Evolution
import Expressions
import Objectives
import Suggestions

extension WorkersCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let count else {
            let chosen = session.state.workers == nil ? " (one per core)" : ""
            return .printed("workers \(session.workersTitle)\(chosen)")
        }
        session.state.workers = count
        session.state.evaluators = try session.launcher(of: place).map {
            EvaluatorChoice(launcher: $0, acceptsOtherProcessors: acceptsOtherProcessors, losses: losses)
        }
        var warnings: [String] = []
        if count > session.processors, place == .here {
            warnings.append(
                "\(count) workers share \(Numbers.counted(session.processors, "core")); one worker per core is as fast")
        }
        if acceptsOtherProcessors {
            warnings.append("evaluators on other processors take part: a rerun may differ in the last bits")
        }
        let atOnce = session.searchSettings.birthsAtOnce
        if count > atOnce {
            warnings.append(
                "only \(atOnce) of \(count) workers can be busy: at most \(Numbers.counted(atOnce, "birth")) "
                    + "can be evaluated at once; try `strategy \(session.searchSettings.strategy.name) ahead "
                    + "\(count)` or `strategy evolution`")
        }
        return .said("workers \(session.workersTitle)", warnings: warnings)
    }
}

extension Session {
    /// The workers as typed.
    var workersTitle: String { "\(workerCount)" + (state.evaluators.map { " \($0.title)" } ?? "") }

    /// Returns the launcher of evaluators; nil for threads.
    fileprivate func launcher(of place: WorkersCommand.Place) throws(SessionError) -> Launcher? {
        do {
            let launcher: Launcher
            switch place {
            case .here: return nil
            case .through(let command): launcher = Launcher(command: command)
            case .profile(let name, let places):
                let profiles = try LauncherProfile.all(path: profiles)
                guard let profile = profiles.first(where: { $0.name == name }) else {
                    throw ObjectiveError.unusableLauncher("there is no profile \"\(name)\"")
                }
                launcher = try Launcher(profile: profile, places: places)
            }
            try launcher.check()
            return launcher
        } catch {
            throw .unusable("\(error)")
        }
    }
}
