import CommandLanguage
import Evolution

extension UndoCommand: Executable {
    var takesBack: Bool { true }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let step = session.undoable.take() else {
            throw .unusable("there is nothing to undo: no command has changed anything")
        }
        let now = session.state
        var state = step.before
        // What was counted happened, in this session; the arguments are those of the script that runs now.
        if step.replacesTranscript {
            state.counts.testReads = max(state.counts.testReads, now.counts.testReads)
        } else {
            state.counts = now.counts
        }
        state.variables = state.variables.with(arguments: now.variables.arguments)
        if !step.replacesTranscript {
            state.transcript = now.transcript
            state.transcript.add(.init("undo", comment: "undoes `\(step.text)`"))
        }
        session.state = state
        let warnings = [session.restoreExamples()].compactMap { $0 }
        session.recorder?.mustBeginAnew = step.replacesTranscript
        return .said("took back `\(step.text)`" + session.whereItIs(after: now), warnings: warnings)
    }

    /// It has written itself down: where it takes back that a session was opened, it leaves no trace.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension Session {
    /// Reads the data that the state names again, unless they are here.
    ///
    /// - Returns: a warning where they cannot be read any more; whatever needs them then reports the same.
    func restoreExamples() -> String? {
        guard let choice = state.data else {
            examples = nil
            return nil
        }
        do {
            examples = try examples(for: choice)
            return nil
        } catch {
            examples = nil
            return "the data of \(choice.name) cannot be read again: \(error)"
        }
    }

    /// The generation that the population is in now, where that changed.
    fileprivate func whereItIs(after other: SessionState) -> String {
        let generations = (state.evolution?.generation, other.evolution?.generation)
        guard generations.0 != generations.1 else { return "" }
        return generations.0.map { "; the population is in generation \($0)" } ?? "; there is no population"
    }
}
