import CommandLanguage
public import CommandParsing
import Evolution
public import Messages
public import Reports
import SearchPreparation
import SearchReports
public import Session
import SessionState

extension Session {
    /// Executes a command that can be undone and is recorded, and returns its report.
    ///
    /// - Throws: `SessionError` if the command fails. Nothing has changed then, except for finished work: that of a
    ///   halted command, the earlier commands of a script, and the counts.
    public func execute(_ parsed: ParsedExecutable, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let executable = try parsed.executable()
        context.emit(.began(parsed.text))
        // Paths are resolved as they were before the command ran.
        let text = parsed.recorded { absolute($0) }
        let before = state
        do throws(SessionError) {
            let report = try await execute(executable, context)
            note(parsed, executable, text, report, before, context)
            return report
        } catch {
            // Finished work can be undone and is recorded like that of any other command.
            if case .halted(_, _, let report) = error { note(parsed, executable, text, report, before, context) }
            throw error
        }
    }

    /// Makes a command undoable, and records it.
    private func note(
        _ parsed: ParsedExecutable, _ executable: any Executable, _ text: String, _ report: Report,
        _ before: SessionState, _ context: ExecutionContext
    ) {
        guard executable.isOneCommand else { return }
        var before = before
        // `undo` does not restore the transcript.
        if !executable.replacesTranscript { before.transcript = Transcript() }
        let isUndoable = !executable.takesBack && !state.isSame(as: before)
        let entries = executable.entries(text, report, in: self)
        if isUndoable {
            undoable.note(
                text: parsed.text, before: before, replacesTranscript: executable.replacesTranscript,
                isRecorded: !entries.isEmpty)
        }
        for entry in entries { state.transcript.add(entry) }
        state.transcript.generation = state.evolution?.generation ?? 0
        if !state.isTranscriptAhead { state.recordedGeneration = nil }
        writeRecord(context)
        updateLiveReport(context)
    }

    /// Executes a command without making it undoable or recording it, and returns its report.
    ///
    /// - Throws: `SessionError` if the command fails. Nothing has changed then, except for finished work: that of a
    ///   halted command, the earlier commands of a script, and the counts.
    func execute(_ command: any Executable, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let before = state
        let start = ContinuousClock.now
        let outer = isInterrupted
        isInterrupted = context.isInterrupted
        defer {
            isInterrupted = outer
            reportMemory(context)
        }
        do {
            let report = try await command.execute(in: self, context)
            lastSeconds = report.seconds ?? lastSeconds
            endUnwantedEvaluators()
            keep(atOnce: ContinuousClock.now - start > Self.work)
            return report
        } catch {
            // The finished commands of a script remain. A single command leaves no trace, except for finished work.
            if case .halted = error {
                hasHalted = true
                keep(atOnce: true)
            } else if command.isOneCommand {
                let counts = state.counts
                state = before
                // The counts include finished work even if the command failed.
                state.counts = counts
            }
            throw error
        }
    }

    /// The duration above which the result of a command is saved immediately.
    private static let work = Duration.milliseconds(50)
}
