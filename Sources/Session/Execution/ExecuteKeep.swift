import CommandLanguage
import Evolution
import Foundation
import Memory
import Objectives

extension SaveCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let path = Session.expanded(path)
        do {
            try SessionFile.saved(session.state, evaluations: session.memory.unsaved).write(to: path)
        } catch let error as MemoryError {
            throw .failed(error.description)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
        return .written(path: path, what: "session")
    }
}

extension OpenCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .opened(try session.open(session.locate(path)))
    }
}

extension ResumeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let recovery = session.recovery, let interrupted = recovery.interrupted else {
            throw .unusable("no session was interrupted")
        }
        let report = try session.open(interrupted.path)
        // What was interrupted goes only when this session holds it, on the disk too.
        recovery.save(session.state, evaluations: session.memory.unsaved, atOnce: true)
        if recovery.finish() { recovery.remove(interrupted) }
        return .opened(report)
    }
}

extension Session {
    fileprivate func open(_ path: String) throws(SessionError) -> OpenedReport {
        let saved: SavedSession
        do { saved = try SavedSession(path: path) } catch { throw .failed(error.description) }
        var opened = try SessionFile.state(of: saved, path: path)
        // What a script was given stays its own.
        opened.variables = Variables(arguments: state.variables.arguments)
        for (name, value) in state.variables.values { opened.variables.set(name, to: value) }
        if let evolution = opened.evolution, let fitness = evolution.fittest?.outcome?.fitness,
            let direction = opened.objective?.direction
        {
            opened.variables.set("fittest", to: "\(direction.oriented(fitness))")
        }
        var warnings: [String] = []
        if let choice = opened.data {
            do { examples = try examples(for: choice) } catch {
                warnings.append("the data are not here: \(error.description)")
            }
        }
        state = opened
        memory.adopt(saved.evaluations)
        let generation = opened.evolution?.generation ?? 0
        return OpenedReport(
            title: saved.title, generation: generation, remaining: max(0, (opened.target ?? 0) - generation),
            hasTrainedNetwork: opened.trained != nil, warnings: warnings)
    }
}
