import CommandLanguage
import CommandParsing
import Foundation
import Messages
import Scripts
import Session

/// Scripts, run from files and from standard input.
extension Shell {
    func run(path: String, arguments: [String]) async -> Int32 {
        do {
            return await run(try read(path), path: path, arguments: arguments)
        } catch {
            return report(error)
        }
    }

    /// Reads a script, which may come from a pipe that Ctrl-C stops waiting for.
    func read(_ path: String) throws(SessionError) -> Script {
        beginWork()
        defer { endWork() }
        return try Script(path: path, grammar: session.grammar, isInterrupted: context.isInterrupted)
    }

    func run(_ source: Source, path: String?, arguments: [String]) async -> Int32 {
        do {
            return await run(try Script(source, grammar: session.grammar), path: path, arguments: arguments)
        } catch {
            return report(error)
        }
    }

    func run(_ script: Script, path: String?, arguments: [String]) async -> Int32 {
        beginWork()
        defer { endWork() }
        do {
            hasLeft = try await session.execute(script, arguments: arguments, path: path, context)
            // A last command that keeps its finished work after Ctrl-C has not failed, but the script was stopped.
            return stopsInput(false) ? Status.interrupted : Status.success
        } catch {
            display.finish()
            return report(error)
        }
    }
}
