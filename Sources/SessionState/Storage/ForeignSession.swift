import CommandLanguage
import DataSources
import Expressions
package import Messages
import Objectives
import Programs
import RemoteEvaluation
import SearchRunner

/// A session that another memory wrote. It may come from anybody, so ns shows what it would run or read before opening
/// it.
///
/// A checksum in the file does not identify its author; see `ScoreMemory.wrote`.
package struct ForeignSession {
    private let path: String
    /// The actions of the session, each as the end of a sentence: `runs: sh -c …`.
    let uses: [String]

    package init(_ state: SessionState, path: String) {
        self.path = path
        var uses: [String] = []
        if let launcher = state.evaluators?.launcher {
            let machines = launcher.places.isEmpty ? "" : " on \(launcher.places.joined(separator: ", "))"
            uses.append("starts evaluators: \(launcher.command.text)\(machines)")
        }
        if let program = state.objective?.program {
            let folder = program.folder.map { " in \($0)" } ?? ""
            uses.append("runs: \(program.command.text)\(folder)")
        }
        uses += state.transcript.entries().filter(\.runsShell).map { "recorded the shell command: \($0.text)" }
        uses += (state.data?.source.paths ?? []).map { "reads: \($0)" }
        self.uses = uses
    }

    /// Asks the user to allow the actions of the session, if there are any.
    ///
    /// - Throws: `.unusable` if the answer is no, or if nobody can be asked.
    package func confirm(_ context: ExecutionContext) throws(SessionError) {
        guard !uses.isEmpty else { return }
        guard context.ask != nil else {
            throw .foreignSession(path, uses: uses)
        }
        context.report(.foreignSession(path))
        for use in uses { context.report(.foreignUse(use)) }
        guard context.confirms("open it anyway? yes or no") else { throw .notOpened(path) }
    }
}

extension ExecutionContext {
    /// Asks a yes-or-no question.
    ///
    /// - Returns: True if the answer is yes; false for any other answer, and if nobody can be asked.
    package func confirms(_ question: String) -> Bool {
        guard let answer = ask?(question) else { return false }
        return ["yes", "y"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }
}

extension DataSource {
    /// The files and folders that the source reads; empty for datasets that are shipped, installed or fetched.
    fileprivate var paths: [String] {
        switch self {
        case .catalogue(_, let path): path.map { [$0] } ?? []
        case .csv(let path, _), .npz(let path, _, _), .images(let path, _): [path]
        case .idx(let images, let labels): [images, labels]
        }
    }
}
