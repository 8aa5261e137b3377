import CommandLanguage
package import CommandParsing
package import Messages
import Notation
import Reports
package import SessionState

/// An experiment whose ways are being read.
package struct ExperimentDraft {
    /// The session before the experiment.
    let base: SessionState
    /// The ways so far, without the last one.
    private var ways: [ExperimentWay] = []
    /// The name and the commands of the last way; nil before the first one.
    private var last: (name: String, commands: [String])?
    /// The lines to record.
    package private(set) var lines: [String] = []

    /// Begins with the state of a session.
    init(base: SessionState) { self.base = base }

    /// True before the first way.
    var isEmpty: Bool { last == nil }

    /// Ends the last way and begins another one.
    ///
    /// - Throws: `.unusable` if there is a way with this name, or if there are too many.
    mutating func begin(_ name: String, after state: SessionState) throws(SessionError) {
        end(state)
        guard !name.isEmpty else { throw .namelessWay }
        guard !ways.contains(where: { $0.name == name }) else { throw .wayTwice(name) }
        guard ways.count < WayCommand.maximumWays else { throw .tooManyWays(most: WayCommand.maximumWays) }
        last = (name, [])
        lines.append("way \(CommandText.quoted(name))")
    }

    /// Adds a command to the last way.
    mutating func add(_ command: String) {
        last?.commands.append(command)
        lines.append(command)
    }

    /// Ends the last way.
    mutating func end(_ state: SessionState) {
        if let last {
            ways.append(ExperimentWay(name: last.name, commands: last.commands, setup: ExperimentSetup(state)))
        }
        last = nil
    }

    /// The ways; call `end` before.
    package var allWays: [ExperimentWay] { ways }
}

extension Session {
    /// Reads the commands between `experiment` and `end`, and leaves the session as it was.
    ///
    /// - Parameter body: Executes the commands, and returns true if one of them asked to leave the shell.
    /// - Returns: True if a command asked to leave the shell.
    /// - Throws: The error of a command, or `.unusable` if experiments nest or if there is no way.
    package func readWays(_ body: () async throws(SessionError) -> Bool) async throws(SessionError) -> Bool {
        guard draft == nil else { throw .experimentInExperiment }
        let base = state
        draft = ExperimentDraft(base: base)
        defer { state = base }
        do throws(SessionError) {
            if try await body() {
                draft = nil
                return true
            }
        } catch {
            draft = nil
            throw error
        }
        draft?.end(state)
        guard draft?.allWays.isEmpty == false else {
            draft = nil
            throw .experimentWithoutWays
        }
        return false
    }

    /// Executes a command between `experiment` and `end`.
    ///
    /// - Throws: `.unusable` if the command does not belong there; its own error otherwise.
    package func draftWay(
        _ parsed: ParsedExecutable, words: WordSpelling, _ context: ExecutionContext
    ) async throws(SessionError) {
        guard case .execution(let executable) = parsed.command.meaning else { throw .notInWay(parsed.command.name) }
        let quiet = context.unattended { if case .report(.warning) = $0 { true } else { false } }
        switch executable.roleInExperiment {
        case .way(let way):
            try draft?.begin(way.name, after: state)
            let variables = state.variables
            if let base = draft?.base { state = base }
            state.variables = variables
            guard let nested = way.command else { return }
            let command: ParsedExecutable
            do { command = try Parser(commands, words: words).parse(nested) } catch { throw .mistake(error) }
            try await draftWay(command, words: words, context)
        case .assignment: _ = try await executable.execute(in: self, quiet)
        case .setting:
            guard draft?.isEmpty == false else { throw .noWayYet }
            draft?.add(parsed.recorded { absolute($0) })
            _ = try await executable.execute(in: self, quiet)
        case .other: throw .notInWay(parsed.command.name)
        }
    }
}
