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

extension OpenCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch content {
        case .session: .opened(try session.open(session.locate(path), isTrusted: isTrusted, context))
        case .network: .network(try session.openNetwork(session.locate(path), context))
        }
    }

    package var replacesTranscript: Bool { if case .session = content { true } else { false } }

    /// Returns nil for an opened session with commands of its own, which lead here.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        !replacesTranscript || session.state.transcript.isEmpty ? .init(text) : nil
    }
}

extension Session {
    /// Returns true if a session saved itself at this path.
    private func isInterrupted(_ path: String) -> Bool { recovery?.holds(path) ?? false }

    /// Reads a session on a separate thread, so that Ctrl-C is noticed: that of millions of births takes seconds. The
    /// thread of a session that nobody waits for any more ends with the part that it decodes.
    ///
    /// - Throws: `.interrupted` on Ctrl-C, `.failed` if the file cannot be read.
    private static func read(
        _ path: String, _ context: ExecutionContext
    ) throws(SessionError) -> (saved: SavedSession, state: SessionState) {
        let cancellation = Cancellation()
        let reader = Workers<Result<(saved: SavedSession, state: SessionState), SessionError>>(count: 1)
        defer { reader.finish() }
        reader.submit(number: 0, cost: 1) { _ in
            do throws(SessionError) {
                let saved: SavedSession
                do throws(MemoryError) {
                    saved = try SavedSession(path: path)
                } catch {
                    throw .failed(error.description)
                }
                guard !cancellation.isCancelled else { throw .interrupted }
                return .success((saved, try SessionFile.state(of: saved, path: path) { cancellation.isCancelled }))
            } catch {
                return .failure(error)
            }
        }
        while true {
            if let (_, result) = reader.next(within: .milliseconds(20)) { return try result.get() }
            guard !context.isInterrupted() else {
                cancellation.cancel()
                throw .interrupted
            }
        }
    }

    /// Continues a saved session.
    ///
    /// - Parameter isTrusted: true if the user trusts the programs that the session runs.
    /// - Throws: `SessionError` if the file cannot be read, or if somebody else wrote it and the user does not trust
    ///   it; nothing is changed then.
    func open(
        _ path: String, isTrusted: Bool, _ context: ExecutionContext
    ) throws(SessionError) -> OpenedReport {
        let read = try Self.read(path, context)
        let saved = read.saved
        var opened = read.state
        let isOwn = memory.wrote(saved)
        if !isOwn {
            if !isTrusted { try ForeignSession(opened, path: path).confirm(context) }
            if !isInterrupted(path) { opened.transcript = opened.transcript.marked(asFrom: path) }
        }
        // A script keeps its own arguments.
        opened.variables = opened.variables.with(arguments: state.variables.arguments)
        if let evolution = opened.evolution, evolution.generation > opened.transcript.generation,
            !opened.transcript.isEmpty
        {
            let further = evolution.generation - opened.transcript.generation
            opened.transcript.add(.init("evolve \(further)", comment: "interrupted"))
            opened.transcript.generation = evolution.generation
        }
        let best = opened.bestFitness
        if let best, let direction = opened.objective?.direction, opened.variables.value(of: "fittest") == nil {
            opened.variables.set("fittest", to: Numbers.written(direction.oriented(best)))
        }
        // The opened session keeps its own `fittest`.
        for (name, value) in state.variables.values.sorted(by: { $0.key < $1.key })
        where opened.variables.value(of: name) != value && !(name == "fittest" && best != nil) {
            opened.variables.set(name, to: value)
            if !opened.transcript.isEmpty {
                opened.transcript.add(.init("let \(name) \(CommandText.quoted(value))"))
            }
        }
        var warnings: [String] = []
        if let choice = opened.data {
            do { examples = try examples(for: choice) } catch {
                warnings.append(Warning.dataUnavailable(error))
            }
        }
        state = opened
        recorder?.mustBeginAnew = true
        // Results from somebody else never enter the memory.
        if isOwn { memory.adopt(saved.evaluations) }
        memory.lend(isOwn ? [] : saved.evaluations)
        let generation = opened.evolution?.generation ?? 0
        return OpenedReport(
            title: saved.title, generation: generation, remaining: max(0, (opened.target ?? 0) - generation),
            hasTrainedNetwork: opened.trained != nil, warnings: warnings)
    }
}
