package import CommandLanguage
import Evolution
import Expressions
package import Messages
import Objectives
import RemoteEvaluation
package import Reports
package import Session
import SessionState
import Suggestions

extension WorkersCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let count else {
            let chosen = session.state.workers == nil ? " (one per core)" : ""
            return .printed("workers \(session.workersTitle)\(chosen)")
        }
        session.state.workers = count
        session.state.evaluators = try session.launcher(of: location).map {
            EvaluatorChoice(launcher: $0, acceptsOtherProcessors: acceptsOtherProcessors, losses: losses)
        }
        var warnings: [String] = []
        if count > session.processors, location == .here {
            warnings.append(Warning.sharedCores(workers: count, cores: session.processors))
        }
        if acceptsOtherProcessors {
            warnings.append(Warning.otherProcessors)
        }
        let atOnce = session.searchSettings.birthsAtOnce
        if count > atOnce {
            warnings.append(
                Warning.idleWorkers(count, busy: atOnce, strategy: session.searchSettings.strategy.name))
        }
        return .message("workers \(session.workersTitle)", warnings: warnings)
    }
}

extension Session {
    /// The workers as typed.
    package var workersTitle: String { "\(workerCount)" + (state.evaluators.map { " \($0.title)" } ?? "") }

    /// Returns the launcher of evaluators; nil for threads.
    fileprivate func launcher(of location: WorkersCommand.Location) throws(SessionError) -> Launcher? {
        do {
            let launcher: Launcher
            switch location {
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
