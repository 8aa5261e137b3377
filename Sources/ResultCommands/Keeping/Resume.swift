package import CommandLanguage
import CommandParsing
import Evolution
import Foundation
import Memory
package import Messages
import Networks
import Notation
import Objectives
package import Reports
import SearchCommands
import SearchRunner
package import Session
package import SessionState

extension ResumeCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if isExperiment { return try session.continueExperiment(context) }
        guard let recovery = session.recovery else { throw .noSessionKept }
        let kept: Recovery.Kept
        if let number {
            kept = try recovery.session(number)
        } else if let interrupted = recovery.interrupted {
            kept = interrupted
        } else {
            return .table(try recovery.list())
        }
        // Keeps the current session as well if it has any work.
        if session.state.hasWork {
            recovery.save(session.state, session.memory, atOnce: true)
            recovery.keepCopy()
        }
        // The folder of kept sessions is the user's own.
        let report = try session.open(kept.path, isTrusted: true, context)
        // Removes the kept session only when this one is saved to disk.
        recovery.save(session.state, session.memory, atOnce: true)
        recovery.take(kept)
        return .opened(report)
    }

    package var replacesTranscript: Bool { !isExperiment }

    /// Returns nil for a session with commands of its own, which lead here.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        if isExperiment { return .init(text) }
        return session.state.transcript.isEmpty
            ? .init("# resumed a session of an older version, whose commands are not known") : nil
    }
}

extension Recovery {
    /// Returns one of the kept sessions.
    ///
    /// - Parameter number: 1 for the newest.
    /// - Throws: `SessionError.unusable` if there is no session with this number.
    func session(_ number: Int) throws(SessionError) -> Kept {
        let sessions = sessions
        guard let session = sessions.numbered(number) else {
            throw sessions.isEmpty ? .noSessionKept : .noSession(number, sessions: sessions.count)
        }
        return session
    }

    /// Returns a table of the kept sessions.
    ///
    /// - Throws: `SessionError.unusable` if there are none.
    fileprivate func list() throws(SessionError) -> TableReport {
        let sessions = sessions
        guard !sessions.isEmpty else { throw .nothingToResume }
        let rows = sessions.enumerated().map { index, session in
            let summary = session.summary
            let goal =
                summary?.target.flatMap { target in target > summary?.generation ?? 0 ? " of \(target)" : nil } ?? ""
            return [
                "\(index + 1)", summary?.data ?? "–", summary?.objective ?? session.title,
                summary?.generation.map { "\($0)\(goal)" } ?? "–", summary?.best.map(Numbers.score) ?? "–",
                session.date.formatted(
                    .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)),
            ]
        }
        return TableReport(
            title: "\(Numbers.counted(sessions.count, "session")); `resume NUMBER` continues one",
            table: Table(
                columns: [
                    .init("number", .right), .init("data"), .init("objective"), .init("generation", .right),
                    .init("best", .right), .init("saved (UTC)"),
                ], rows: rows))
    }
}
