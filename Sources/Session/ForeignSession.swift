import CommandLanguage
import DataSources
import Expressions
import Objectives

/// A session that another memory wrote: it may come from anybody, and what it would run or read is shown before it is opened.
///
/// A checksum in the file says nothing of who wrote it; see `ScoreMemory.wrote`.
struct ForeignSession {
    private let path: String
    /// What it does, each a sentence's end: `runs: sh -c …`.
    let uses: [String]

    init(_ state: SessionState, path: String) {
        self.path = path
        var uses: [String] = []
        if let launcher = state.evaluators?.launcher {
            let places = launcher.places.isEmpty ? "" : " on \(launcher.places.joined(separator: ", "))"
            uses.append("starts evaluators: \(launcher.command.text)\(places)")
        }
        if let program = state.objective?.program {
            let folder = program.folder.map { " in \($0)" } ?? ""
            uses.append("runs: \(program.command.text)\(folder)")
        }
        uses += state.transcript.entries().filter(\.runsShell).map { "recorded the shell command: \($0.text)" }
        uses += (state.data?.source.paths ?? []).map { "reads: \($0)" }
        self.uses = uses
    }

    /// Asks who is there, where there is anything to ask.
    ///
    /// - Throws: `.unusable` where the answer is no, and where nobody can be asked.
    func confirm(_ context: ExecutionContext) throws(SessionError) {
        guard !uses.isEmpty else { return }
        guard context.ask != nil else {
            throw .unusable(
                "\(path) was not written by this memory, and this session \(uses.joined(separator: "; it ")). If you trust "
                    + "who wrote it, add `trust` behind the path")
        }
        context.report(.warned("\(path) was not written by this memory"))
        for use in uses { context.report(.warned("this session \(use)")) }
        guard context.confirms("open it and let it? yes or no") else { throw .unusable("\(path) was not opened") }
    }
}

extension ExecutionContext {
    /// Asks for a yes; anything else is a no, and so is nobody to ask.
    func confirms(_ question: String) -> Bool {
        guard let answer = ask?(question) else { return false }
        return ["yes", "y"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }
}

extension DataSource {
    /// The files and folders that are read; none for what is shipped, installed or fetched.
    fileprivate var paths: [String] {
        switch self {
        case .catalogue(_, let path): path.map { [$0] } ?? []
        case .csv(let path, _), .npz(let path, _), .images(let path, _): [path]
        case .idx(let images, let labels): [images, labels]
        }
    }
}
