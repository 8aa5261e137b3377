package import CommandLanguage
import CommandParsing
import Evolution
package import Messages
package import Reports
package import Session
package import SessionState

extension UndoCommand: Executable {
    package var takesBack: Bool { true }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let step = session.undoable.take() else {
            throw .nothingToUndo
        }
        let now = session.state
        var state = step.before
        // Counts never go back within a session; the arguments stay those of the running script.
        if step.replacesTranscript {
            state.counts.keepTestReads(of: now.counts)
        } else {
            state.counts = now.counts
        }
        state.variables = state.variables.with(arguments: now.variables.arguments)
        if !step.replacesTranscript {
            state.transcript = now.transcript
            if step.isRecorded { state.transcript.add(.init("undo", comment: "undoes `\(step.text)`")) }
        }
        session.state = state
        let warnings = [session.restoreExamples()].compactMap { $0 }
        session.recorder?.mustBeginAnew = step.replacesTranscript
        return .undid(step.text, session.whereItIs(after: now), warnings: warnings)
    }

    /// Returns nil: `undo` adds its own entry, except when it undoes the opening of a session.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension Session {
    /// Reads the data of the state again, unless they are loaded.
    ///
    /// - Returns: a warning if they can no longer be read; commands that need them then report the same.
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
            return Warning.dataGone(choice.name, error)
        }
    }

    /// Returns the end of a sentence about the generation; empty if it has not changed.
    fileprivate func whereItIs(after other: SessionState) -> String {
        let generations = (state.evolution?.generation, other.evolution?.generation)
        guard generations.0 != generations.1 else { return "" }
        return generations.0.map { "; the population is in generation \($0)" } ?? "; there is no population"
    }
}
